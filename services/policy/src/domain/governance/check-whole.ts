import { located, problemAt, type LocatedDocument } from './located-document.js';
import type { GovernanceFile, GovernanceProblem } from './problem.js';

/** What only shows in all files together: that they hold something, and that somebody could still publish. */
export function checkWhole(
  files: readonly GovernanceFile[],
  documents: readonly LocatedDocument[],
): GovernanceProblem[] {
  if (documents.some(({ document }) => document.kind !== 'Cases')) return secondPublisher(documents);
  const message = 'no document of governance in these files: applied, they would remove all that is in force';
  return [{ path: files[0]?.path ?? 'governance', line: null, column: null, message }];
}

/** With one administrator alone, nothing could be published any more, the end of this setting included. */
function secondPublisher(documents: readonly LocatedDocument[]): GovernanceProblem[] {
  const people = located(documents, 'Person');
  if (people.some(({ document }) => document.roles.includes('admin'))) return [];
  return located(documents, 'Settings')
    .filter(({ document }) => document.publishing.secondPerson)
    .map((settings) =>
      problemAt(settings, ['publishing', 'secondPerson'], {
        message: 'nobody beside the first administrator could publish',
        suggestion: 'give a Person the role: roles: [admin, approver]',
      }),
    );
}
