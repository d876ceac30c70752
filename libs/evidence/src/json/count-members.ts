import type { JsonValue } from './json-value.js';

/**
 * Counts the members of all objects in a parsed value. JSON.parse keeps one of two equal keys, so fewer members than
 * the text has colons means a duplicate key. A `__proto__` member is not counted and so makes the counts differ too.
 */
export function countMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Array.isArray(value) ? countInArray(value) : countInObject(value);
}

function countInArray(values: readonly JsonValue[]): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const child = values[i] as JsonValue;
    if (typeof child === 'object' && child !== null) count += countMembers(child);
  }
  return count;
}

function countInObject(value: { [key: string]: JsonValue }): number {
  const keys = Object.keys(value);
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (key === '__proto__') continue;
    const child = value[key] as JsonValue;
    count += typeof child === 'object' && child !== null ? 1 + countMembers(child) : 1;
  }
  return count;
}
