import type { ProviderDocument } from '@countersign/contracts';
import type { ProviderAnswer } from './provider-answer.js';

export interface AttemptFailure {
  reasonCode: string;
  status?: number;
  /** The provider has surely not worked on it: it may be sent again, here or elsewhere. */
  safe: boolean;
  /** Whether it says something about the provider's health. */
  unhealthy: boolean;
  /** The provider wants to be left alone for so long, in milliseconds. */
  retryAfterMs?: number;
}

/** Of a provider that is overloaded or out of order and has not answered. */
const unavailable = new Set([500, 502, 503, 504, 529]);

/** What a failed attempt means for the next; null when the provider gave an answer that belongs to the agent. */
export function attemptFailure(answer: ProviderAnswer, nowMs: number): AttemptFailure | null {
  if (answer.kind === 'failed') {
    const { reasonCode, sent } = answer;
    return { reasonCode, safe: !sent, unhealthy: reasonCode !== 'response_too_large' };
  }
  const { status, headers } = answer;
  if (status === 429) return { reasonCode: 'provider_rate_limited', status, safe: true, unhealthy: false, ...after() };
  if (status === 401 || status === 403)
    return { reasonCode: 'provider_auth_failed', status, safe: true, unhealthy: false };
  if (unavailable.has(status)) return { reasonCode: 'provider_error', status, safe: true, unhealthy: true, ...after() };
  return null;

  function after() {
    const retryAfterMs = waitOf(headers['retry-after'], nowMs);
    return retryAfterMs === undefined ? {} : { retryAfterMs };
  }
}

/** Whether the next provider may be asked: nothing was worked on, or the operator takes the risk that it was and is billed. */
export function mayGoOn(provider: ProviderDocument, { safe, reasonCode }: AttemptFailure): boolean {
  return safe || (provider.onTimeout === 'fallback' && isLost({ reasonCode }));
}

/** An attempt that may have been worked on and billed, although nothing came of it. */
export function isLost({ reasonCode }: Pick<AttemptFailure, 'reasonCode'>): boolean {
  return reasonCode === 'provider_timeout';
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function waitOf(retryAfter: string | undefined, nowMs: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}(\.\d{1,3})?$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
