import { hiddenTextIn, toolDocumentSchema, upstreamToolDefinition } from '@countersign/contracts';
import { digestOfJson, type JsonValue } from '@countersign/evidence';

interface Origin {
  url: string;
  /** First part of the governed tools' names. */
  prefix: string;
}

export type ImportedTool = { name: string; document: Record<string, unknown> } | { name: string; problem: string };

/**
 * A tool of an MCP server as a governed tool that somebody still has to look at: proposed, with what it does unknown, and
 * bound to what its server says of it now.
 */
export function toolDocumentOf(tool: Readonly<Record<string, unknown>>, { url, prefix }: Origin): ImportedTool {
  const upstreamName = String(tool.name);
  const name = `${prefix}.${upstreamName.toLowerCase().replace(/[^a-z0-9_-]+/g, '_')}`;
  const hidden = hiddenTextIn(tool);
  if (hidden !== null) return { name, problem: `${hidden} holds control or invisible characters; it is not imported` };
  const document = {
    kind: 'Tool',
    name,
    status: 'proposed',
    description: String(tool.description ?? upstreamName).slice(0, 2000),
    inputSchema: { ...(tool.inputSchema as object), additionalProperties: false },
    effects: [{ as: 'declared', kind: 'unknown', target: { type: 'service', name: prefix } }],
    connector: { kind: 'mcp', url, tool: upstreamName, definitionDigest: digestOfJson(pinned(tool)) },
  };
  const checked = toolDocumentSchema.safeParse(document);
  if (checked.success) return { name, document };
  const issue = checked.error.issues[0];
  return { name, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be a governed tool'}` };
}

function pinned(tool: Readonly<Record<string, unknown>>): JsonValue {
  return upstreamToolDefinition(tool) as JsonValue;
}
