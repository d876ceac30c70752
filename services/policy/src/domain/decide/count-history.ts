import type { HistoryCounter } from '../compile/compiled-policy.js';
import type { CallContext, EarlierCall } from './call-context.js';

/** The value of one counter over a run's earlier calls. A sequence counts as 1 when it has happened in order. */
export function countHistory(
  counter: HistoryCounter,
  history: readonly EarlierCall[],
  nowMs: CallContext['nowMs'],
): number {
  if (counter.kind === 'sequence') return happenedInOrder(counter.steps, history) ? 1 : 0;
  const since = counter.withinMs === null ? Number.NEGATIVE_INFINITY : nowMs - counter.withinMs;
  return history.filter((call) => call.atMs >= since && counter.matches(call.tool)).length;
}

function happenedInOrder(steps: readonly ((tool: string) => boolean)[], history: readonly EarlierCall[]): boolean {
  let next = 0;
  for (const call of history) {
    if (steps[next]?.(call.tool)) next += 1;
  }
  return next >= steps.length;
}
