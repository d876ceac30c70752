import type { ToolDocument } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import type { RegisteredTool, RegistrySnapshot } from '../registry/registry-snapshot.js';
import { isObject, type JsonObject } from '../wire/seam/json-object.js';
import { approvalTools, isApprovalTool } from './approval-tools.js';

const pageSize = 200;

interface Listing {
  registry: Pick<RegistrySnapshot, 'tools'>;
  /** Tools that some rule may let the agent use. */
  inReach: ReadonlySet<string>;
  /** Tools that the gateway refuses although they are approved. */
  suspended: (tool: RegisteredTool) => boolean;
  tasks: boolean;
}

/** The tools that an agent could get: approved, run by the gateway and not always denied to it. By name. */
export function listTools({ registry, inReach, suspended, tasks }: Listing): JsonObject[] {
  const offered = [...registry.tools.values()]
    .filter((tool) => !suspended(tool))
    .map(({ document }) => document)
    .filter(({ name, status, connector }) => status === 'approved' && connector && inReach.has(name))
    .filter(({ name }) => !isApprovalTool(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...approvalTools, ...offered.map((document) => toolView(document, tasks))];
}

/** One page of a listing; null when the cursor is not one of ours. */
export function pageOf(tools: readonly JsonObject[], cursor: JsonValue | undefined): JsonObject | null {
  if (cursor !== undefined && (typeof cursor !== 'string' || !/^\d{1,6}$/.test(cursor))) return null;
  const from = Number(cursor ?? 0);
  const next = from + pageSize;
  return { tools: tools.slice(from, next), ...(next < tools.length ? { nextCursor: String(next) } : {}) };
}

function toolView({ name, description, inputSchema, effects }: ToolDocument, tasks: boolean): JsonObject {
  const reads = effects.every((effect) => effect.as === 'declared' && effect.kind === 'read');
  return {
    name,
    description,
    inputSchema: withoutHeaders(inputSchema as JsonValue),
    annotations: { readOnlyHint: reads },
    ...(tasks ? { execution: { taskSupport: 'optional' } } : {}),
  };
}

/** `x-mcp-header` would have clients repeat arguments in headers, where they do not belong. */
function withoutHeaders(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) return schema.map(withoutHeaders);
  if (!isObject(schema)) return schema;
  const kept = Object.entries(schema).filter(([key]) => key !== 'x-mcp-header');
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutHeaders(value)]));
}
