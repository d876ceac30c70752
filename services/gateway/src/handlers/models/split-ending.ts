import type { StreamAction } from '../../domain/wire/stream/stream-interceptor.js';

interface SplitActions {
  /** What may pass at once. */
  going: StreamAction[];
  /** What the last event brings when the answer ends with it: it waits until the end is on the record. */
  ending: StreamAction[] | null;
}

/** Takes one list of actions for each event. Whatever came before the end in the same piece must not wait for it. */
export function splitEnding(byEvent: readonly StreamAction[][]): SplitActions {
  const last = byEvent.findIndex((actions) => ['done', 'refuse'].includes(actions.at(-1)?.type ?? ''));
  if (last === -1) return { going: byEvent.flat(), ending: null };
  return { going: byEvent.slice(0, last).flat(), ending: byEvent[last] ?? [] };
}
