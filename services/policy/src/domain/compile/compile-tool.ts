import { toolDefinition, type Connector, type ToolDocument } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import type { CompiledTool } from './compiled-policy.js';

export function compileTool(document: ToolDocument): CompiledTool {
  const { name, connector, credential } = document;
  return {
    document,
    definitionDigest: digestOfJson(toolDefinition(document)),
    target: connector ? targetOf(connector) : `agent:${name}`,
    credentialScope: credential?.scope ?? [],
  };
}

function targetOf(connector: Connector): string {
  switch (connector.kind) {
    case 'http':
      return `${connector.method} ${connector.baseUrl.replace(/\/$/, '')}${connector.path}`.slice(0, 2048);
    case 'mcp':
      return `${connector.url}#${connector.tool}`.slice(0, 2048);
    case 'postgres':
      return `postgres://${connector.host}:${connector.port}/${connector.database}`;
  }
}
