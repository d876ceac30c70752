import { problemAt, type LocatedDocument } from './located-document.js';
import type { GovernanceProblem } from './problem.js';

/** Two documents of one kind and name: which of them would hold is nothing to guess about. */
export function checkDuplicates(documents: readonly LocatedDocument[]): GovernanceProblem[] {
  const seen = new Map<string, LocatedDocument>();
  return documents.flatMap((one) => {
    const key = `${one.document.kind} ${one.document.name}`;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, one);
      return [];
    }
    const place = first.locator.value([]);
    return [problemAt(one, ['name'], { message: `is already defined in ${place.path}, line ${place.line ?? '?'}` })];
  });
}
