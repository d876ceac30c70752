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

/** What an event can hold of digests, and of each list of names, beside everything else. */
const digestBytes = 36_000;
const nameBytes = 8_000;

/** Digest by `kind/name`; none where they do not fit into an event, for the digest of the revision covers them all. */
export function digestsOf(documents: Documents): Record<string, Digest> {
  const digests = Object.fromEntries([...named(documents)].map(([name, document]) => [name, digestOfJson(document)]));
  return Buffer.byteLength(JSON.stringify(digests)) > digestBytes ? {} : digests;
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
  const names = (changes: readonly DocumentChange[]) => {
    let left = nameBytes;
    return changes
      .map(({ name }) => name)
      .slice(0, mostNamed)
      .filter((name) => (left -= Buffer.byteLength(name) + 3) >= 0);
  };
  return { changed: names([...added, ...changed]), removed: names(removed) };
}
