import type { Connector, ToolDocument } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import type { CompiledTool } from './compiled-policy.js';

/** The digest pins all that a model or a target sees of the tool; only its status may change without a new definition. */
export function compileTool(document: ToolDocument): CompiledTool {
  const { name, description, inputSchema, effects, connector, credential } = document;
  return {
    document,
    definitionDigest: digestOfJson({
      name,
      description,
      inputSchema,
      effects,
      connector: connector ?? null,
      credential: credential ?? null,
    }),
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
