import type { FactValue } from './policy-input.js';

/** More values than this are not facts any more; the engine then finds none and denies. */
const maxValues = 4096;

/**
 * All values that a JSON pointer finds in the arguments, `*` standing for every member; null when there are too many.
 * Resolved here because the engine's own lookup never finds members of lists.
 */
export function resolvePointer(value: unknown, pointer: string): FactValue[] | null {
  let found: unknown[] = [value];
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    found = found.flatMap((one) => (segment === '*' ? members(one) : member(one, name)));
    if (found.length > maxValues) return null;
  }
  return found.map(shown);
}

function members(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function member(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value) && !/^(0|[1-9]\d*)$/.test(name)) return [];
  return Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : [];
}

function shown(value: unknown): FactValue {
  if (Array.isArray(value)) return [];
  if (typeof value === 'object' && value !== null) return {};
  return value as FactValue;
}
