import type { Verdict } from '@countersign/contracts';
import { decideToolCall } from '../decide/decide-tool-call.js';
import type { LoadedRevision } from '../decide/loaded-revision.js';
import type { Steps } from '../governance/steps.js';
import { changeOf, type Change } from './change-of.js';
import { holdsPerDay } from './holds-per-day.js';
import type { RecordedCall } from './recorded-call.js';
import { ReplayedRuns } from './replayed-runs.js';

export interface Simulation {
  decided: number;
  unchanged: number;
  newlyAllowed: Change[];
  newlyHeld: Change[];
  newlyDenied: Change[];
  /** How many holds a day each approver would be asked about, most asked first. */
  holdsPerDay: { person: string; holds: number }[];
  /** A call that changes something would now run by itself: the candidate needs a second look. */
  widens: boolean;
}

/**
 * Decides recorded calls again under a candidate. What a run has done stays what it was; one call a step. `sinceMs`: from
 * when on all calls are there; the first of them otherwise.
 */
export function* simulationSteps(
  candidate: LoadedRevision,
  recorded: readonly RecordedCall[],
  sinceMs?: number,
): Steps<Simulation> {
  const inOrder = [...recorded].sort((a, b) => a.context.nowMs - b.context.nowMs);
  const { resultLabels } = candidate.compiled.settings;
  const runs = new ReplayedRuns(sinceMs ?? inOrder[0]?.context.nowMs ?? 0, resultLabels);
  const holds = new Map<string, number>();
  const changes: Change[] = [];
  for (const call of inOrder) {
    const outcome = decideToolCall(candidate, call, runs.contextOf(call));
    for (const person of outcome.approvers?.people ?? []) holds.set(person, (holds.get(person) ?? 0) + 1);
    if (outcome.verdict !== call.verdict) changes.push(changeOf(call, outcome));
    runs.add(call, outcome.labels);
    yield;
  }
  return summary(inOrder, changes, holds);
}

export function countsOf({ newlyAllowed, newlyHeld, newlyDenied }: Simulation) {
  return { allowed: newlyAllowed.length, held: newlyHeld.length, denied: newlyDenied.length };
}

function summary(calls: readonly RecordedCall[], changes: Change[], holds: ReadonlyMap<string, number>): Simulation {
  const to = (verdict: Verdict): Change[] => changes.filter(({ after }) => after === verdict);
  const span = (calls.at(-1)?.context.nowMs ?? 0) - (calls[0]?.context.nowMs ?? 0);
  return {
    decided: calls.length,
    unchanged: calls.length - changes.length,
    newlyAllowed: to('allow'),
    newlyHeld: to('hold'),
    newlyDenied: to('deny'),
    holdsPerDay: holdsPerDay(holds, span),
    widens: to('allow').some(({ changesState }) => changesState),
  };
}
