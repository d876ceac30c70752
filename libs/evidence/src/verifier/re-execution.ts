import type { Failure, Observation, VerificationReport } from './report.js';

/** What came out when the decisions of a bundle were made again. */
export interface ReExecution {
  /** Decisions that were made again. */
  decisions: number;
  /** Those whose facts were also derived again, from the arguments. */
  derived: number;
  failures: Omit<Failure, 'check'>[];
  observations: Observation[];
  /** How many there are of each kind, listed or not. */
  totals: Record<string, number>;
}

/** Makes the decisions of a bundle again; `from` is the index of its first leaf. */
export type ReExecute = (directory: string, from: number) => Promise<ReExecution>;

const CHECK = 're-execution';

/** Adds to a report what came out. Decisions that could not be made again are told, and are no failure. */
export async function addReExecution(report: VerificationReport, directory: string, run: ReExecute): Promise<void> {
  const again = report.bundle === null ? UNREADABLE : await run(directory, report.bundle.from);
  const passed = again.failures.length === 0;
  const skipped = again.totals['not_reexecuted'] ?? 0;
  const checked = `decisions made again with the policy of their revision, ${again.derived} of them from the arguments on; ${skipped} could not be`;
  report.checks.push({ name: CHECK, passed, checked, count: again.decisions });
  report.failures.push(...again.failures.map((failure) => ({ check: CHECK, ...failure })));
  report.observations.push(...again.observations);
  for (const [name, count] of Object.entries(again.totals)) report.totals[name] = (report.totals[name] ?? 0) + count;
  if (!passed) report.verdict = 'failed';
}

const UNREADABLE: ReExecution = {
  decisions: 0,
  derived: 0,
  failures: [{ verdict: 'reexecution_failed', message: 'without a readable manifest nothing can be made again' }],
  observations: [],
  totals: { reexecution_failed: 1 },
};
