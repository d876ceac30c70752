import { upstreamToolDefinition } from '@countersign/contracts';
import { digestOfJson, type JsonValue } from '@countersign/evidence';

type RawTool = Readonly<Record<string, unknown>>;

export type FoundDefinition = { ok: true; tool: RawTool } | { ok: false; foundDigest: string | null };

/** The tool of that name as its server lists it now, if it is what was approved. Two of one name are none that can be told. */
export function findDefinition(listed: readonly RawTool[], name: string, pinnedDigest: string): FoundDefinition {
  const [tool, ...others] = listed.filter((one) => one.name === name);
  const foundDigest = tool && others.length === 0 ? digestOf(tool) : null;
  return tool && foundDigest === pinnedDigest ? { ok: true, tool } : { ok: false, foundDigest };
}

/** Null for what has no canonical form, such as half a character: then nothing can have been approved of it. */
function digestOf(tool: RawTool): string | null {
  try {
    return digestOfJson(upstreamToolDefinition(tool) as JsonValue);
  } catch {
    return null;
  }
}
