import type { GovernanceDocument } from '@countersign/contracts';
import { digestOfJson, type Digest } from '@countersign/evidence';
import type { Steps } from '../governance/steps.js';

export function documentDigest(document: GovernanceDocument): Digest {
  return digestOfJson(document);
}

/**
 * The digest of the sorted list of [kind, name, digest of the document]: an auditor with the documents can compute it,
 * and no step has to hash megabytes at once.
 */
export function* revisionSteps(documents: readonly GovernanceDocument[]): Steps<Digest> {
  const entries: [string, string, Digest][] = [];
  for (const document of documents) {
    entries.push([document.kind, document.name, documentDigest(document)]);
    yield;
  }
  return digestOfJson(entries.sort((a, b) => (key(a) < key(b) ? -1 : 1)));
}

function key([kind, name]: [string, string, Digest]): string {
  return `${kind} ${name}`;
}
