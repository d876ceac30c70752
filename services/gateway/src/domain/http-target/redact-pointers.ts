import type { JsonValue } from '@countersign/evidence';

const hidden = '[redacted]';

/** Replaces what JSON pointers name; a segment `*` stands for every member. Pointers that match nothing change nothing. */
export function redactPointers(value: JsonValue, pointers: readonly string[]): JsonValue {
  return pointers.reduce<JsonValue>((redacted, pointer) => redactAt(redacted, segmentsOf(pointer)), value);
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function redactAt(value: JsonValue, segments: readonly string[]): JsonValue {
  const [segment, ...rest] = segments;
  if (segment === undefined) return hidden;
  if (typeof value !== 'object' || value === null) return value;
  const matches = (key: string) => segment === '*' || segment === key;
  if (Array.isArray(value)) {
    return value.map((item, index) => (matches(String(index)) ? redactAt(item, rest) : item));
  }
  const entries = Object.entries(value).map(([key, item]) => [key, matches(key) ? redactAt(item, rest) : item]);
  return Object.fromEntries(entries) as JsonValue;
}
