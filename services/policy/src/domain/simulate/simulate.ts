import type { Verdict } from '@countersign/contracts';
import type { EarlierCall } from '../decide/call-context.js';
import { decideToolCall, type ToolCallOutcome } from '../decide/decide-tool-call.js';
import type { LoadedRevision } from '../decide/loaded-revision.js';
import type { Steps } from '../governance/steps.js';
import { wentThrough, type RecordedCall } from './recorded-call.js';

export interface Change {
  callId: string;
  agent: string;
  tool: string;
  before: Verdict;
  after: Verdict;
  reasonCode: string;
  rule: { policy: string; name: string } | null;
  /** The call does more than read, or that could not be proven. */
  changesState: boolean;
}

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

const dayMs = 86_400_000;

/** Decides recorded calls again under a candidate. The history of a run stays what it was; one call a step. */
export function* simulationSteps(candidate: LoadedRevision, recorded: readonly RecordedCall[]): Steps<Simulation> {
  const inOrder = [...recorded].sort((a, b) => a.context.nowMs - b.context.nowMs);
  const histories = new Map<string, EarlierCall[]>();
  const holds = new Map<string, number>();
  const changes: Change[] = [];
  for (const call of inOrder) {
    const history = histories.get(call.run) ?? [];
    const outcome = decideToolCall(candidate, call, { ...call.context, history });
    for (const person of outcome.approvers?.people ?? []) holds.set(person, (holds.get(person) ?? 0) + 1);
    if (outcome.verdict !== call.verdict) changes.push(changeOf(call, outcome));
    if (wentThrough(call)) histories.set(call.run, [...history, { tool: call.tool, atMs: call.context.nowMs }]);
    yield;
  }
  return summary(inOrder, changes, holds);
}

function changeOf(call: RecordedCall, outcome: ToolCallOutcome): Change {
  const { callId, agent, tool, verdict: before } = call;
  const { verdict: after, reasonCode, rule, proven, effects } = outcome;
  const changesState = !proven || effects.some(({ kind }) => kind !== 'read');
  return { callId, agent, tool, before, after, reasonCode, rule, changesState };
}

function summary(calls: readonly RecordedCall[], changes: Change[], holds: ReadonlyMap<string, number>): Simulation {
  const to = (verdict: Verdict): Change[] => changes.filter(({ after }) => after === verdict);
  const span = (calls.at(-1)?.context.nowMs ?? 0) - (calls[0]?.context.nowMs ?? 0);
  const days = Math.max(1, span / dayMs);
  return {
    decided: calls.length,
    unchanged: calls.length - changes.length,
    newlyAllowed: to('allow'),
    newlyHeld: to('hold'),
    newlyDenied: to('deny'),
    holdsPerDay: [...holds]
      .map(([person, count]) => ({ person, holds: Math.round((count / days) * 10) / 10 }))
      .sort((a, b) => b.holds - a.holds || (a.person < b.person ? -1 : 1)),
    widens: to('allow').some(({ changesState }) => changesState),
  };
}
