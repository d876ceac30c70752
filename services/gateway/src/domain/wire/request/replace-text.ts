import type { JsonValue } from '@countersign/evidence';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { pointerTo } from './json-pointer.js';

/** The body with other text at some places, for redaction; everything else is the same, and the given body stays as it is. */
export function replaceText(body: JsonObject, replacements: ReadonlyMap<string, string>): JsonObject {
  return replacements.size === 0 ? body : (replaced(body, '', replacements) as JsonObject);
}

function replaced(value: JsonValue, pointer: string, replacements: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string') return replacements.get(pointer) ?? value;
  if (Array.isArray(value)) return value.map((item, index) => replaced(item, `${pointer}/${index}`, replacements));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    replaced(member, pointerTo(pointer, key), replacements),
  ]);
  return Object.fromEntries(members) as JsonObject;
}
