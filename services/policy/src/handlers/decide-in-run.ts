import type { CallContext } from '../domain/decide/call-context.js';
import { openedAt } from '../domain/runs/run-times.js';
import { entriesOfResults, type ResultLabels } from '../domain/runs/result-labels.js';
import type { RunEntry } from '../domain/runs/run-entry.js';
import { RunState } from '../domain/runs/run-state.js';
import type { RunKey, RunParts } from './ports.js';

/** Replicas follow a new revision within a second or so; until then one may still let calls through without keeping them. */
const marginMs = 10_000;

interface AskedInRun extends RunKey {
  /** Of the call or model call. */
  id: string;
  /** What data in results puts on the run. */
  resultLabels: ResultLabels | undefined;
}

interface DecidedInRun<T> {
  value: T;
  /** What the run has done by this; null when nothing was let through. */
  entry: RunEntry | null;
}

type RunFacts = Pick<CallContext, 'labels' | 'history' | 'forgotten'>;

/**
 * Decides while nobody else, at no replica, decides in the same run, and keeps what was let through before anybody
 * hears of it: the run's next call finds it, however soon it comes. Throws when the state cannot be read or kept.
 */
export function decideInRun<T>(
  parts: RunParts,
  asked: AskedInRun,
  decide: (run: RunFacts) => DecidedInRun<T> | Promise<DecidedInRun<T>>,
): Promise<T> {
  return parts.runs.exclusively(asked, async (known) => {
    const recalled = known ? [] : await recall(parts, asked);
    const state = known ?? RunState.of(recalled);
    const results = await newResults(parts, asked, state);
    const { value, entry } = await decide(withLabelsOf(results, state.before(asked.id)));
    return { value, entries: [...recalled, ...results, ...(entry ? [entry] : [])] };
  });
}

/**
 * What results have put on the run that it does not carry yet. An agent gets a result only once that is on the record,
 * so the record knows of every result that a call could have been made from. A run without calls has no results.
 */
async function newResults(parts: RunParts, asked: AskedInRun, state: RunState): Promise<RunEntry[]> {
  if (!asked.resultLabels || state.entries === 0) return [];
  const found = await parts.readResults(asked.tenant, asked.run);
  return entriesOfResults(found, asked.resultLabels).filter(({ id }) => !state.has(id));
}

function withLabelsOf(results: readonly RunEntry[], facts: RunFacts): RunFacts {
  if (results.length === 0) return facts;
  const labels = [...(facts.labels ?? []), ...results.flatMap((entry) => entry.labels)];
  return { ...facts, labels: [...new Set(labels)].sort() };
}

/** A run that nobody has kept yet is new, or it began before its agent's rules asked about runs: the record knows. */
async function recall(parts: RunParts, asked: AskedInRun): Promise<RunEntry[]> {
  const opened = openedAt(asked.run);
  const awareSince = parts.awareSince(asked.tenant, asked.agent);
  if (opened !== null && opened > awareSince + marginMs) return [];
  const entries = await parts.recallRun(asked.tenant, asked.run);
  // A call that is decided again is on the record already, and adds itself.
  return entries.filter(({ id }) => id !== asked.id);
}
