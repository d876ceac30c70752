import type { CallContext } from '../decide/call-context.js';
import type { ResultLabels } from '../runs/result-labels.js';
import { RunState } from '../runs/run-state.js';
import { openedAt } from '../runs/run-times.js';
import { wentThrough, type RecordedCall } from './recorded-call.js';

/** Runs as they went, marked as a candidate would have marked them. */
export class ReplayedRuns {
  private readonly states = new Map<string, RunState>();

  private readonly byResults: ReadonlySet<string>;

  /** `sinceMs`: runs opened before are seen from the middle on. */
  constructor(
    private readonly sinceMs: number,
    resultLabels: ResultLabels = {},
  ) {
    this.byResults = new Set(Object.values(resultLabels));
  }

  /** The circumstances of a recorded call, with what its run had done by then. */
  contextOf({ callId, run, context }: RecordedCall): CallContext {
    const { labels: recorded, counted, ...circumstances } = context;
    const seen = this.stateOf(run).before(callId);
    if (this.isWhole(run)) {
      // Results are not looked through again: what they put on the run is what the record says.
      const found = (recorded ?? []).filter((label) => this.byResults.has(label));
      return { ...circumstances, ...seen, labels: [...new Set([...(seen.labels ?? []), ...found])].sort() };
    }
    // What the record says of the run reaches back to its start.
    const labels = recorded && [...new Set([...recorded, ...(seen.labels ?? [])])].sort();
    return {
      ...circumstances,
      history: seen.history ?? [],
      ...(labels ? { labels } : {}),
      ...(counted ? { counted } : {}),
    };
  }

  /** What went through went through, whatever a candidate says; only the labels are its own. */
  add(call: RecordedCall, labels: readonly string[]): void {
    if (!wentThrough(call)) return;
    this.stateOf(call.run).add({ id: call.callId, tool: call.tool, atMs: call.context.nowMs, labels });
  }

  private isWhole(run: string): boolean {
    return (openedAt(run) ?? Number.NEGATIVE_INFINITY) >= this.sinceMs;
  }

  private stateOf(run: string): RunState {
    const state = this.states.get(run) ?? new RunState();
    this.states.set(run, state);
    return state;
  }
}
