import type { McpConnector } from '@countersign/contracts';
import type { RegisteredTool } from '../../domain/registry/registry-snapshot.js';
import type { CallParts } from '../call-parts.js';
import { noteChangedListing } from './note-changed-definition.js';

type Parts = Pick<CallParts, 'upstreams' | 'suspensions' | 'outbox' | 'report' | 'clock' | 'ids' | 'registry'>;
type Pinned = RegisteredTool & { connector: McpConnector };

/** A server that cannot be reached is asked again after this time. */
const restMs = 10_000;

/**
 * Compares the tools of a tenant that are on MCP servers which take no credential, beside whatever made it look. Tools
 * with a credential are compared before their calls: a credential exists for one call only.
 */
export function compareListed(parts: Parts): (tenant: string) => Promise<void> {
  const underWay = new Set<string>();
  const resting = new Map<string, number>();
  return async (tenant) => {
    if (underWay.has(tenant) || !parts.upstreams) return;
    underWay.add(tenant);
    try {
      for (const [url, tools] of await pinnedTools(parts, tenant)) {
        if ((resting.get(url) ?? 0) > parts.clock.now()) continue;
        await compareServer(parts, tenant, tools).catch(() => rest(resting, url, parts.clock.now() + restMs));
      }
    } finally {
      underWay.delete(tenant);
    }
  };
}

function rest(resting: Map<string, number>, url: string, until: number): void {
  if (resting.size >= 1_000) resting.clear();
  resting.set(url, until);
}

async function pinnedTools(parts: Parts, tenant: string): Promise<Map<string, Pinned[]>> {
  const byServer = new Map<string, Pinned[]>();
  const registry = await parts.registry.of(tenant);
  const suspended = await parts.suspensions?.of(tenant);
  for (const tool of registry.ok ? registry.value.tools.values() : []) {
    const connector = openConnector(tool);
    if (!connector || suspended?.has(tool.definitionDigest)) continue;
    byServer.set(connector.url, [...(byServer.get(connector.url) ?? []), { ...tool, connector }]);
  }
  return byServer;
}

/** Of an approved tool whose server takes no credential. */
function openConnector({ document: { connector, credential, status } }: RegisteredTool): McpConnector | null {
  const isOpen = credential === undefined && status === 'approved';
  return isOpen && connector?.kind === 'mcp' ? connector : null;
}

async function compareServer(parts: Parts, tenant: string, tools: readonly Pinned[]): Promise<void> {
  const [first] = tools;
  if (!first || !parts.upstreams) return;
  const maxResponseBytes = Math.max(...tools.map(({ connector }) => connector.maxResponseBytes));
  const pins = tools.map(({ connector }) => ({ tool: connector.tool, pinnedDigest: connector.definitionDigest }));
  const { url, timeoutMs } = first.connector;
  for (const change of await parts.upstreams.compare({ url, timeoutMs, maxResponseBytes }, pins)) {
    for (const tool of tools) {
      const { connector } = tool;
      if (connector.tool !== change.tool || connector.definitionDigest !== change.pinnedDigest) continue;
      await noteChangedListing(parts, { tenant, tool }, change);
    }
  }
}
