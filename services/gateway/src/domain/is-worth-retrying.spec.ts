import { describe, expect, it } from '@jest/globals';
import { isWorthRetrying } from './is-worth-retrying.js';

describe('what client libraries are told about trying again', () => {
  it.each([
    ['a record that is away for a moment', { status: 503, reasonCode: 'record_unavailable' }, true],
    ['a provider that limits the rate', { status: 429, reasonCode: 'provider_rate_limited' }, true],
    ['an answer that cannot be governed', { status: 502, reasonCode: 'unknown_wire_block' }, false],
    ['a key that the provider refuses', { status: 502, reasonCode: 'provider_auth_failed' }, false],
    ['another call under the same key', { status: 409, reasonCode: 'idempotency_conflict' }, false],
    ['a request that nobody repeats anyway', { status: 400, reasonCode: 'unknown_wire_block' }, true],
  ])('%s', (_, refusal, worth) => {
    expect(isWorthRetrying(refusal)).toBe(worth);
  });
});
