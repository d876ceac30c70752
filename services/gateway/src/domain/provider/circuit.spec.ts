import { describe, expect, it } from '@jest/globals';
import { attemptFailure } from './attempt-failure.js';
import { closedCircuit, enter, failed, left, type Circuit } from './circuit.js';
import { nextRound } from './retry-plan.js';

const failing = (times: number, from: Circuit = closedCircuit, now = 0) =>
  Array.from({ length: times }).reduce<Circuit>((circuit) => failed(circuit, now), from);

describe('the circuit of a provider', () => {
  it('opens after five failures in a row, for ten seconds', () => {
    expect(enter(failing(4), 0)).not.toBeNull();
    expect(enter(failing(5), 9_999)).toBeNull();
    expect(enter(failing(5), 10_000)).not.toBeNull();
  });

  it('lets one probe through at a time, and stays open for longer when that fails', () => {
    const probed = enter(failing(5), 10_000) ?? closedCircuit;
    expect(enter(probed, 10_001)).toBeNull();
    const reopened = failed(probed, 11_000);
    expect([enter(reopened, 30_999), enter(reopened, 31_000)]).toEqual([null, expect.anything()]);
  });

  it('is not held open by calls that were under way when it opened', () => {
    expect(enter(failing(20, closedCircuit, 5_000), 15_000)).not.toBeNull();
  });

  it('lets the next call probe when a probe told nothing or never came back', () => {
    const probed = enter(failing(5), 10_000) ?? closedCircuit;
    expect(enter(left(probed), 10_001)).not.toBeNull();
    expect(enter(probed, 70_000)).not.toBeNull();
  });
});

describe('a failed attempt', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const limited = (retryAfter: string) =>
    attemptFailure(
      { kind: 'answered', status: 429, headers: { 'retry-after': retryAfter }, body: Buffer.alloc(0) },
      now,
    );

  it.each([
    ['1.5', 1_500],
    ['Sat, 21 Nov 2026 12:00:02 GMT', 2_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
  ])('is told to wait by "%s": %s ms', (retryAfter, waitMs) => {
    expect(limited(retryAfter)?.retryAfterMs).toBe(waitMs);
  });

  it('leads to another round only within the time that is left', () => {
    const failures = new Map([['east', { reasonCode: 'provider_error', safe: true, unhealthy: true }]]);
    expect(nextRound({ failures, spread: 0, remainingMs: 1_000 })).toEqual({ afterMs: 250, providers: ['east'] });
    expect(nextRound({ failures, spread: 0, remainingMs: 100 })).toBeNull();
  });
});
