import type { ReceivedEvent } from '@countersign/messaging';
import type { DecidedCalls } from './decided-calls.js';

/** How long the fast delivery, perhaps at another replica, has before the durable one decides. */
const graceMs = 1_500;

type Decide = (event: ReceivedEvent) => Promise<void>;

/** The two ways a proposed call arrives: at once by core delivery, and by the durable consumer for whatever was missed. */
export function decideOnce(decided: DecidedCalls, decide: Decide, now: () => number) {
  const underWay = new Map<string, Promise<void>>();
  const begin = async (event: ReceivedEvent): Promise<void> => {
    const id = event.leaf.subject;
    try {
      await decide(event);
      decided.add(id);
    } finally {
      underWay.delete(id);
    }
  };
  /** Whoever comes second shares the fate of the first: only a decision that was published is one. */
  const once = (event: ReceivedEvent): Promise<void> => {
    const id = event.leaf.subject;
    if (decided.has(id)) return Promise.resolve();
    const known = underWay.get(id);
    if (known) return known;
    const work = begin(event);
    underWay.set(id, work);
    return work;
  };
  return {
    fast: once,
    recovering: async (event: ReceivedEvent): Promise<void | 'later'> => {
      const id = event.leaf.subject;
      const isKnown = decided.has(id) || underWay.has(id);
      if (!isKnown && now() - Date.parse(event.leaf.time) < graceMs) return 'later';
      return once(event);
    },
  };
}
