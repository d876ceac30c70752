import type { governanceProblemSchema, publishGovernance } from '@countersign/contracts';
import type { z } from 'zod';
import { show } from '../output/print.js';

type Problem = z.infer<typeof governanceProblemSchema>;
export type PublishOutcome = z.output<typeof publishGovernance.response>;

export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map(({ path, line, column, message, suggestion }) => {
    const place = line === null ? path : `${path}:${line}:${column ?? 1}`;
    return `${place}  ${message}${suggestion ? ` (${suggestion})` : ''}`;
  });
}

function changeLines({ changed, removed }: PublishOutcome): string[] {
  return [...changed.map((name) => `  changed  ${name}`), ...removed.map((name) => `  removed  ${name}`)];
}

function outcomeLines(outcome: PublishOutcome): string[] {
  const { published, revision, proposalId, changed, removed } = outcome;
  if (published) {
    const nothing = changed.length + removed.length === 0 ? '; nothing changed' : '';
    return [`Revision ${revision} is in force${nothing}.`, ...changeLines(outcome)];
  }
  if (proposalId !== undefined)
    return [
      `Revision ${revision} waits for a second person; nothing is in force yet.`,
      ...changeLines(outcome),
      `Another administrator publishes it with: countersign policy confirm ${proposalId}`,
    ];
  return [...problemLines(outcome.problems), 'Nothing was published; the last good revision stays in force.'];
}

/** Prints what became of a publication. Exit 1 when there were problems. */
export function showPublishOutcome(outcome: PublishOutcome, json: boolean): void {
  show(outcome, () => outcomeLines(outcome), json);
  if (!outcome.published && outcome.proposalId === undefined) process.exitCode = 1;
}
