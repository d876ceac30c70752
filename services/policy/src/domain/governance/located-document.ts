import type { GovernanceFileDocument } from '@countersign/contracts';
import type { Locator } from './locate.js';
import type { GovernanceProblem } from './problem.js';

export type DocumentKind = GovernanceFileDocument['kind'];
type DocumentOf<K extends DocumentKind> = Extract<GovernanceFileDocument, { kind: K }>;

/** A valid document together with where it was written, so that later checks can point into its file. */
export interface LocatedDocument<D extends GovernanceFileDocument = GovernanceFileDocument> {
  document: D;
  locator: Locator;
}

export function located<K extends DocumentKind>(
  documents: readonly LocatedDocument[],
  kind: K,
): LocatedDocument<DocumentOf<K>>[] {
  return documents.filter((one) => one.document.kind === kind) as LocatedDocument<DocumentOf<K>>[];
}

/** A problem at one value of a document. */
export function problemAt(
  one: LocatedDocument,
  path: readonly PropertyKey[],
  said: { message: string; suggestion?: string | undefined },
): GovernanceProblem {
  const name = `${one.document.kind} ${one.document.name}`;
  const problem = { ...one.locator.value(path), message: `${name}: ${said.message}`.slice(0, 1000) };
  return said.suggestion ? { ...problem, suggestion: said.suggestion.slice(0, 300) } : problem;
}
