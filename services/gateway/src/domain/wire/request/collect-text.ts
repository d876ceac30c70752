import type { JsonValue } from '@countersign/evidence';
import type { TextSegment } from '../seam/inspected-request.js';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { pointerTo } from './json-pointer.js';

/** Members that hold identifiers, tags or sealed bytes, never text that a person or a tool wrote. */
const opaqueMembers = new Set([
  'type',
  'role',
  'id',
  'call_id',
  'tool_call_id',
  'tool_use_id',
  'file_id',
  'status',
  'media_type',
  'cache_control',
  'signature',
  'encrypted_content',
  'encrypted_index',
  'encrypted_stdout',
  'input_audio',
  'file_data',
]);

/** Adds every string below the value that may hold data, unknown members included, so that nothing leaves unread. */
export function collectText(
  value: JsonValue | undefined,
  at: { pointer: string; origin: TextSegment['origin'] },
  found: TextSegment[],
): void {
  if (typeof value === 'string') {
    if (value !== '' && !isBinary(value)) found.push({ pointer: at.pointer, text: value, origin: at.origin });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => collectText(item, { ...at, pointer: `${at.pointer}/${index}` }, found));
  } else if (isObject(value) && !isSealed(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (!opaqueMembers.has(key)) collectText(member, { ...at, pointer: pointerTo(at.pointer, key) }, found);
    }
  }
}

function isBinary(text: string): boolean {
  return text.startsWith('data:') && text.slice(0, 128).includes(';base64,');
}

function isSealed(object: JsonObject): boolean {
  return object.type === 'base64' || object.type === 'redacted_thinking';
}
