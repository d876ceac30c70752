import type { JsonValue } from '@countersign/evidence';
import { isObject } from '../seam/json-object.js';
import { pointerTo } from './json-pointer.js';

/** The value with other texts at some places, in place of numbers too; everything else is the same, and the given value stays as it is. */
export function replaceText<V extends JsonValue>(value: V, replacements: ReadonlyMap<string, string>): V {
  return replacements.size === 0 ? value : (replaced(value, '', replacements) as V);
}

function replaced(value: JsonValue, pointer: string, replacements: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === 'string' || typeof value === 'number') return replacements.get(pointer) ?? value;
  if (Array.isArray(value)) return value.map((item, index) => replaced(item, `${pointer}/${index}`, replacements));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    replaced(member, pointerTo(pointer, key), replacements),
  ]);
  return Object.fromEntries(members) as JsonValue;
}
