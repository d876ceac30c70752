import type { ProviderDocument, Refusal } from '@countersign/contracts';
import { clip } from '../clip.js';
import { redactSecret } from '../http-target/redact-secret.js';
import { isObject, textOf } from '../wire/seam/json-object.js';
import type { ProviderAnswer } from './provider-answer.js';

export interface ProviderRefusal {
  /** HTTP status for the agent. */
  status: number;
  refusal: Refusal;
  /** As the provider gave it: seconds or a date. */
  retryAfter?: string;
}

interface Secrets {
  key: string | null;
  provider: ProviderDocument;
}

/** Faults of the request, which the agent can mend: it gets the provider's status and its words. */
const requestFaults = new Set([400, 404, 409, 413, 422]);

const failures = {
  provider_unreachable: [502, 'The model provider cannot be reached.'],
  provider_timeout: [504, 'The model provider did not answer in time.'],
  provider_error: [502, 'The model provider broke off its answer.'],
  response_too_large: [502, 'The answer of the model provider is too large.'],
} as const;

/** An answer that is no answer, told without keys and addresses; null when the provider answered with success. */
export function providerRefusal(answer: ProviderAnswer, secrets: Secrets): ProviderRefusal | null {
  if (answer.kind === 'failed') {
    const [status, message] = failures[answer.reasonCode];
    return { status, refusal: { reasonCode: answer.reasonCode, message } };
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  if (status === 429) return rateLimited(answer.headers['retry-after']);
  if (status === 401 || status === 403) {
    const message = 'The model provider refused the key that is stored for it.';
    return { status: 502, refusal: { reasonCode: 'provider_auth_failed', message, remedy: 'Tell the operator.' } };
  }
  if (!requestFaults.has(status)) {
    return {
      status: 502,
      refusal: { reasonCode: 'provider_error', message: `The model provider answered ${status}.` },
    };
  }
  const message = `The model provider refused the request: ${words(answer.body, secrets)}`;
  return { status, refusal: { reasonCode: 'provider_refused_request', message } };
}

function rateLimited(retryAfter: string | undefined): ProviderRefusal {
  const message = 'The model provider limits the rate of calls.';
  const refusal = { reasonCode: 'provider_rate_limited', message };
  return { status: 429, refusal, ...(retryAfter === undefined ? {} : { retryAfter: clip(retryAfter, 64) }) };
}

/** The provider's own message, without the key and without where the provider is. */
function words(body: Buffer, { key, provider }: Secrets): string {
  const message = clip(messageOf(body) ?? 'it gave no reason.', 1000);
  const address = new URL(provider.baseUrl);
  const hidden = [key ?? '', address.host, address.hostname];
  return hidden.reduce((text, secret) => redactSecret(text, secret), message);
}

function messageOf(body: Buffer): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    const error = isObject(parsed as never) ? (parsed as { error?: unknown }).error : undefined;
    return isObject(error as never) ? textOf((error as { message?: never }).message) : undefined;
  } catch {
    return undefined;
  }
}
