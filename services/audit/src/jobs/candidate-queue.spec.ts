import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readCandidate } from '../handlers/read-candidate.js';
import { messageOf, proposedEvent } from '../test-data/messages.js';
import { CandidateQueue } from './candidate-queue.js';

const limits = { messages: 500, bytes: 4_000_000 };
const entry = (nth: number, awaited: boolean) => ({
  ...{ candidate: readCandidate(messageOf(proposedEvent({ nth }), nth)), ack: null, awaited },
});

/** A queue, and what a reader that waits has taken from it so far. */
function given(taking = limits) {
  const queue = new CandidateQueue();
  const taken: number[] = [];
  void queue.take(taking).then((batch) => taken.push(...batch.map(({ candidate }) => candidate.message.sequence)));
  const settled = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    return taken;
  };
  return { queue, settled };
}

describe('the queue before the next batch', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('gathers what nobody waits for, and lets it go after ten milliseconds', async () => {
    const { queue, settled } = given();
    queue.push(entry(1, false));
    await jest.advanceTimersByTimeAsync(9);
    queue.push(entry(2, false));
    expect(await settled()).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(await settled()).toEqual([1, 2]);
  });

  it('lets all go at once as soon as somebody waits for the newest', async () => {
    const { queue, settled } = given();
    queue.push(entry(1, false));
    expect(await settled()).toEqual([]);
    queue.push(entry(2, true));
    expect(await settled()).toEqual([1, 2]);
  });

  it('waits no longer when so many have gathered', async () => {
    const { queue, settled } = given();
    for (let nth = 1; nth <= 64; nth++) queue.push(entry(nth, false));
    expect(await settled()).toHaveLength(64);
  });

  it('gathers anew after a batch, and lets go at once what did not fit into one', async () => {
    const { queue, settled } = given({ ...limits, messages: 1 });
    queue.push(entry(1, true));
    queue.push(entry(2, false));
    expect(await settled()).toEqual([1]);
    expect((await queue.take(limits)).map(({ candidate }) => candidate.message.sequence)).toEqual([2]);
    const isTaken = jest.fn();
    void queue.take(limits).then(isTaken);
    queue.push(entry(3, false));
    await settled();
    expect(isTaken).not.toHaveBeenCalled();
  });
});
