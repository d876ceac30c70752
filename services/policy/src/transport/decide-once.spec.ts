import { describe, expect, it } from '@jest/globals';
import type { ReceivedEvent } from '@countersign/messaging';
import { decideOnce } from './decide-once.js';
import { DecidedCalls } from './decided-calls.js';

const proposedAt = Date.parse('2026-11-21T12:00:00.000Z');
const event = { leaf: { subject: 'call_1', time: '2026-11-21T12:00:00.000Z' } } as unknown as ReceivedEvent;

/** A call that was proposed so long ago, and decisions that end when a spec says so. */
function given(ageMs: number) {
  const decided = new DecidedCalls();
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const decide = () => new Promise<void>((resolve, reject) => ends.push({ resolve, reject }));
  return { decided, ends, ...decideOnce(decided, decide, () => proposedAt + ageMs) };
}

describe('a call that arrives in two ways', () => {
  it('is decided once when both bring it at the same time', async () => {
    const { fast, recovering, ends } = given(2_000);
    const both = Promise.all([fast(event), recovering(event)]);
    expect(ends).toHaveLength(1);
    ends[0]?.resolve();
    await both;
    await recovering(event);
    expect(ends).toHaveLength(1);
  });

  it('is not taken for decided while the decision is not published, and is decided again when that failed', async () => {
    const { fast, recovering, ends, decided } = given(2_000);
    const both = [fast(event), recovering(event)].map((work) => work.catch((error: Error) => error.message));
    expect(decided.has('call_1')).toBe(false);
    ends[0]?.reject(new Error('the bus did not answer'));
    expect(await Promise.all(both)).toEqual(['the bus did not answer', 'the bus did not answer']);
    const again = recovering(event);
    ends[1]?.resolve();
    expect(await again).toBeUndefined();
    expect(decided.has('call_1')).toBe(true);
  });

  it('is left to the fast way for a moment, and to whoever decided it for good', async () => {
    const { recovering, decided, ends } = given(1_000);
    expect(await recovering(event)).toBe('later');
    decided.add('call_1');
    expect(await recovering(event)).toBeUndefined();
    expect(ends).toHaveLength(0);
  });
});
