import { stringList } from './tree-node.js';

/**
 * The last part of a name that can only mean pg_catalog, or that pg_catalog answers first: `lower`, `pg_catalog.lower`.
 * Undefined for a name in any other schema.
 */
export function builtInName(parts: unknown): string | undefined {
  const names = stringList(parts);
  if (names.length === 1) return names[0];
  return names.length === 2 && names[0] === 'pg_catalog' ? names[1] : undefined;
}
