import type { HostedTool } from '../wire/seam/inspected-request.js';
import type { JsonObject } from '../wire/seam/json-object.js';
import type { ProposedBlock } from '../wire/seam/proposed-block.js';

/**
 * A tool that the provider would run, as a call that can be decided: `hosted.web_search`, `hosted.mcp`. None of its own
 * calls passes by the gateway, so naming it in a request is the action that policy decides.
 */
function hostedBlock({ family, name, type, url }: HostedTool, index: number): ProposedBlock {
  const value: JsonObject = { name, type, ...(url === undefined ? {} : placeOf(url)) };
  return {
    blockId: `hosted.${index}`,
    kind: 'builtin',
    toolName: `hosted.${family}`,
    argumentsText: JSON.stringify(value),
    argumentsJson: { ok: true, value },
  };
}

/** What is to be decided: an MCP toolset is its server under another heading, and decided with it. */
export function hostedBlocks(hosted: readonly HostedTool[]): ProposedBlock[] {
  const servers = new Set(hosted.flatMap(({ type, name }) => (type === 'mcp_servers' ? [name] : [])));
  return hosted.filter(({ type, name }) => type !== 'mcp_toolset' || !servers.has(name)).map(hostedBlock);
}

/** Where an MCP server is, without what may be secret in an address. A connector of the provider has a name only. */
function placeOf(url: string): JsonObject {
  if (!URL.canParse(url)) return { connector: url };
  const { protocol, host, pathname } = new URL(url);
  return { url: `${protocol}//${host}${pathname}` };
}
