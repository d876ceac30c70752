import type { GovernanceDocument } from '@countersign/contracts';
import { digestOfJson, type Digest } from '@countersign/evidence';

export interface DocumentChange {
  /** `kind/name` */
  name: string;
  before: GovernanceDocument | null;
  after: GovernanceDocument | null;
}

export interface DocumentChanges {
  added: DocumentChange[];
  changed: DocumentChange[];
  removed: DocumentChange[];
  unchanged: number;
}

type Documents = readonly GovernanceDocument[];

function named(documents: Documents): Map<string, GovernanceDocument> {
  return new Map(documents.map((document) => [`${document.kind}/${document.name}`, document]));
}

/** Digest by `kind/name`. */
export function digestsOf(documents: Documents): Record<string, Digest> {
  return Object.fromEntries([...named(documents)].map(([name, document]) => [name, digestOfJson(document)]));
}

/** What one set of documents has otherwise than another. */
export function compareDocuments(before: Documents, after: Documents): DocumentChanges {
  const [old, next] = [named(before), named(after)];
  const all = [...new Set([...old.keys(), ...next.keys()])].sort();
  const changes = all
    .map((name) => ({ name, before: old.get(name) ?? null, after: next.get(name) ?? null }))
    .filter((one) => digestOfJson(one.before) !== digestOfJson(one.after));
  return {
    added: changes.filter(({ before: was }) => was === null),
    removed: changes.filter(({ after: is }) => is === null),
    changed: changes.filter(({ before: was, after: is }) => was !== null && is !== null),
    unchanged: all.length - changes.length,
  };
}

/** An event or an answer names at most so many. */
const mostNamed = 500;

/** The names only: `changed` covers what is new. */
export function namesOfChanges(before: Documents, after: Documents): { changed: string[]; removed: string[] } {
  const { added, changed, removed } = compareDocuments(before, after);
  const names = (changes: readonly DocumentChange[]) => changes.map(({ name }) => name).slice(0, mostNamed);
  return { changed: names([...added, ...changed]), removed: names(removed) };
}
