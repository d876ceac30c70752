import { describe, expect, it } from '@jest/globals';
import { isWorthRetrying } from './is-worth-retrying.js';

describe('what client libraries are told about trying again', () => {
  it.each([
    ['a record that is away for a moment', 503, 'record_unavailable', true],
    ['a provider that limits the rate', 429, 'provider_rate_limited', true],
    ['an answer that cannot be governed', 502, 'unknown_wire_block', false],
    ['a key that the provider refuses', 502, 'provider_auth_failed', false],
    ['another call under the same key', 409, 'idempotency_conflict', false],
    ['a request that nobody repeats anyway', 400, 'unknown_wire_block', true],
  ])('%s', (_, status, reasonCode, worth) => {
    expect(isWorthRetrying({ status, reasonCode })).toBe(worth);
  });
});
