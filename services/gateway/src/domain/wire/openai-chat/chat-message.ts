import type { JsonValue } from '@countersign/evidence';
import { asList, isObject } from '../seam/json-object.js';

/** The members of an assistant message or delta that this gateway reads or acts on. */
export const messageMembers: ReadonlySet<string> = new Set([
  ...['role', 'content', 'refusal', 'tool_calls', 'function_call', 'executed_tools'],
]);

/** Part types that some compatible providers answer with instead of plain text. */
const parts = new Set(['text', 'refusal', 'thinking', 'reasoning', 'reference', 'image_url', 'output_text']);

export function isKnownContent(content: JsonValue | undefined): boolean {
  if (typeof content === 'string') return true;
  return (
    asList(content)?.every((part) => isObject(part) && typeof part.type === 'string' && parts.has(part.type)) ?? false
  );
}
