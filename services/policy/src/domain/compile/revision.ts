import type { GovernanceDocument } from '@countersign/contracts';
import { canonicalBytes, digestOfJson, type Digest } from '@countersign/evidence';
import { createHash } from 'node:crypto';
import type { Steps } from '../governance/steps.js';

type Entry = [kind: string, name: string, digest: Digest];

const perStep = 100;

/**
 * The digest of the sorted list of [kind, name, digest of the document]: an auditor with the documents can compute it,
 * and no step has to sort or hash megabytes at once. The documents come sorted by name.
 */
export function* revisionSteps(documents: readonly GovernanceDocument[]): Steps<Digest> {
  const byKind = new Map<string, Entry[]>();
  for (const document of documents) {
    const { kind, name } = document;
    const entries = byKind.get(kind) ?? [];
    byKind.set(kind, entries);
    entries.push([kind, name, digestOfJson(document)]);
    yield;
  }
  return yield* digestSteps([...byKind.keys()].sort().flatMap((kind) => byKind.get(kind) ?? []));
}

/** What `digestOfJson` gives, a few entries at a time. */
function* digestSteps(entries: readonly Entry[]): Steps<Digest> {
  const hash = createHash('sha256').update('[');
  for (let at = 0; at < entries.length; at += perStep) {
    const part = canonicalBytes(entries.slice(at, at + perStep));
    hash.update(at === 0 ? '' : ',').update(part.subarray(1, -1));
    yield;
  }
  return `sha256:${hash.update(']').digest('hex')}`;
}
