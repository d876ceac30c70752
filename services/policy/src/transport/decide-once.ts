import type { ReceivedEvent } from '@countersign/messaging';
import type { DecidedCalls } from './decided-calls.js';

/** How long the fast delivery, perhaps at another replica, has before the durable one decides. */
const graceMs = 1_500;

type Decide = (event: ReceivedEvent) => Promise<void>;

async function once(decided: DecidedCalls, event: ReceivedEvent, decide: Decide): Promise<void> {
  const id = event.leaf.subject;
  if (decided.has(id)) return;
  decided.add(id);
  try {
    await decide(event);
  } catch (error) {
    decided.remove(id);
    throw error;
  }
}

/** The two ways a proposed call arrives: at once by core delivery, and by the durable consumer for whatever was missed. */
export function decideOnce(decided: DecidedCalls, decide: Decide, now: () => number) {
  return {
    fast: (event: ReceivedEvent) => once(decided, event, decide),
    recovering: async (event: ReceivedEvent): Promise<void | 'later'> => {
      if (!decided.has(event.leaf.subject) && now() - Date.parse(event.leaf.time) < graceMs) return 'later';
      return once(decided, event, decide);
    },
  };
}
