import type { HistoryCounter } from '../compile/compiled-policy.js';
import type { CallContext, EarlierCall } from './call-context.js';

type Told = Pick<CallContext, 'nowMs' | 'forgotten'> & { history: readonly EarlierCall[] };

/**
 * The value of one counter over a run's earlier calls; undefined where it would take times or an order that are
 * forgotten. A sequence counts as 1 when it has happened in order.
 */
export function countHistory(counter: HistoryCounter, { nowMs, history, forgotten }: Told): number | undefined {
  const isCut = forgotten !== undefined && forgotten.size > 0;
  if (counter.kind === 'sequence') {
    if (happenedInOrder(counter.steps, history)) return 1;
    return isCut ? undefined : 0;
  }
  const { matches, withinMs } = counter;
  if (withinMs === null) return countOf(history, matches) + forgottenCount(forgotten, matches);
  const since = nowMs - withinMs;
  if (isCut && since < (history[0]?.atMs ?? Number.POSITIVE_INFINITY)) return undefined;
  return countOf(
    history.filter(({ atMs }) => atMs >= since),
    matches,
  );
}

type Matches = (tool: string) => boolean;

function countOf(history: readonly EarlierCall[], matches: Matches): number {
  return history.filter(({ tool }) => matches(tool)).length;
}

function forgottenCount(forgotten: CallContext['forgotten'], matches: Matches): number {
  return [...(forgotten ?? [])].reduce((sum, [tool, count]) => sum + (matches(tool) ? count : 0), 0);
}

function happenedInOrder(steps: readonly Matches[], history: readonly EarlierCall[]): boolean {
  let next = 0;
  for (const call of history) {
    if (steps[next]?.(call.tool)) next += 1;
  }
  return next >= steps.length;
}
