import type { GovernanceDocument, GovernanceDocumentOf, GovernanceKind } from '@countersign/contracts';
import type { Locator } from './locate.js';
import type { GovernanceProblem } from './problem.js';

/** A valid document together with where it was written, so that later checks can point into its file. */
export interface LocatedDocument<D extends GovernanceDocument = GovernanceDocument> {
  document: D;
  locator: Locator;
}

export function located<K extends GovernanceKind>(
  documents: readonly LocatedDocument[],
  kind: K,
): LocatedDocument<GovernanceDocumentOf<K>>[] {
  return documents.filter((one) => one.document.kind === kind) as LocatedDocument<GovernanceDocumentOf<K>>[];
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
