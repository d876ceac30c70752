import { describe, expect, it } from '@jest/globals';
import type { NatsConnection } from '@nats-io/transport-node';
import { setImmediate } from 'node:timers/promises';
import { gatherWrites } from './gather-writes.js';

/** The one part of the bus client that is changed, and how often it wrote. */
function given() {
  const state = { waiting: 0, writes: [] as number[] };
  const protocol = {
    outbound: { size: () => state.waiting },
    flushPending: () => {
      state.writes.push(state.waiting);
      state.waiting = 0;
    },
  };
  gatherWrites({ protocol } as unknown as NatsConnection);
  const say = (bytes: number) => {
    state.waiting += bytes;
    protocol.flushPending();
  };
  return { state, say };
}

describe('gathering writes', () => {
  it('makes one write of what one turn of the event loop says, and another of the next', async () => {
    const { state, say } = given();
    say(10);
    await Promise.resolve();
    say(20);
    expect(state.writes).toEqual([]);
    await setImmediate();
    say(5);
    await setImmediate();
    expect(state.writes).toEqual([30, 5]);
  });

  it('does not let much pile up', () => {
    const { state, say } = given();
    say(600_000);
    expect(state.writes).toEqual([600_000]);
  });

  it('says so when a new client works otherwise', () => {
    expect(() => gatherWrites({} as NatsConnection)).toThrow('flushPending');
  });
});
