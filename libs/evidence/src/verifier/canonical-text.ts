import { isJsonObject } from './json-shape.js';

/** RFC 8785 for values that came out of JSON.parse. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`);
  return `{${members.join(',')}}`;
}

/** True if the text says its value in one way only: no white space, no duplicate key, no unusual number. */
export function isCanonical(text: string, value: unknown): boolean {
  return JSON.stringify(value) === text || canonicalText(value) === text;
}
