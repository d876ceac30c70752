import type { JsonObject } from './json-object.js';

/**
 * The first member whose name only looks like a governed one: another case, or letters that fold to it (U+017F, U+212A,
 * full width). Readers that match names loosely would take it for the governed member, so it cannot pass as unknown.
 */
export function findAmbiguousMember(object: JsonObject, governed: ReadonlySet<string>): string | undefined {
  return Object.keys(object).find((key) => !plain.test(key) && !governed.has(key) && governed.has(fold(key)));
}

/** Governed names are plain; another plain name is simply another name. Most keys end here. */
const plain = /^[a-z0-9_]*$/;

function fold(key: string): string {
  return key.normalize('NFKC').toLowerCase();
}
