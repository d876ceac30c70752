import type { AttemptFailure } from './attempt-failure.js';

/** One try at one provider that did not lead to an answer, as the record tells it. */
export interface Attempt {
  provider: string;
  reasonCode: string;
  status?: number;
}

/** What of the last round may be tried again, and when. */
interface NextRound {
  afterMs: number;
  providers: string[];
}

/** Each provider is asked at most twice. */
export const mostRounds = 2;
/** An agent's own client waits longer ones out; a connection that hangs helps nobody. */
const longestWaitMs = 2_000;
const backoffMs = 250;

interface LastRound {
  failures: ReadonlyMap<string, AttemptFailure>;
  /** From 0 to below 1: spreads the second attempts of calls that failed together. */
  spread: number;
  remainingMs: number;
}

/** After every allowed provider has failed: which of them may be asked once more; null when none. */
export function nextRound({ failures, spread, remainingMs }: LastRound): NextRound | null {
  const longest = Math.min(longestWaitMs, remainingMs);
  const waits = [...failures].flatMap(([provider, failure]) => {
    if (!failure.safe || failure.reasonCode === 'provider_auth_failed') return [];
    const waitMs = failure.retryAfterMs ?? Math.round(backoffMs * (1 + spread));
    return waitMs > longest ? [] : [{ provider, waitMs }];
  });
  if (waits.length === 0) return null;
  const afterMs = Math.max(...waits.map(({ waitMs }) => waitMs));
  return { afterMs, providers: waits.map(({ provider }) => provider) };
}

/** From 0 to below 1, the same for the same call. */
export function spreadOf(callId: string): number {
  return (parseInt(callId.slice(-4), 16) || 0) / 65_536;
}
