import type { JsonValue } from '@countersign/evidence';
import { isObject } from './json-object.js';

/** A token count of a provider; what is absent or no count is none. */
export function countOf(object: JsonValue | undefined, member: string): number {
  const value = isObject(object) ? object[member] : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
