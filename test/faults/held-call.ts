import type { Callers } from './callers.js';
import { waitFor } from './wait-for.js';

/** How a held call went, as its agent was told. */
export interface Story {
  name: string;
  callId: string;
  vote: 'approve' | 'reject';
  /** The last word. */
  state: string;
}

const over = new Set(['succeeded', 'failed', 'unknown', 'denied', 'rejected', 'expired', 'cancelled']);
/** Longer than a message that died with its reader takes to be delivered again, several times over. */
const withinMs = 300_000;

/** An agent and a person who do not give up: what fails is asked again until the call is over. */
export async function tellHeldCall(callers: Callers, name: string, vote: Story['vote']): Promise<Story> {
  const { id: callId } = await waitFor({ what: `${name} to be proposed`, withinMs }, async () => {
    const answer = await callers.propose(name);
    return answer.id === undefined ? null : { id: answer.id };
  });
  const voted = { done: false };
  const [state] = await Promise.all([
    lastWord(callers, { name, callId }).finally(() => (voted.done = true)),
    waitFor({ what: `${name} (${callId}) to be voted on`, withinMs }, async () => {
      if (voted.done) return true;
      const { status, code } = await callers.vote(callId, vote);
      return status === 200 || code === 'already_decided' ? true : null;
    }),
  ]);
  return { name, callId, vote, state };
}

function lastWord(callers: Callers, { name, callId }: { name: string; callId: string }): Promise<string> {
  return waitFor({ what: `${name} (${callId}) to be over`, withinMs }, async () => {
    const { state } = await callers.look(callId);
    return state !== undefined && over.has(state) ? state : null;
  });
}
