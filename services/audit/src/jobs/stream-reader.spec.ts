import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeliveredMessage, Delivery, StoredMessage } from '@countersign/messaging';
import { messageOf, proposedEvent } from '../test-data/messages.js';
import { StreamBroken, StreamReader, type ReadableStream } from './stream-reader.js';

/** A stream whose durable consumer delivers what the test says, in the order it says. */
class FakeStream implements ReadableStream {
  created = 'first';
  first = 1;
  readonly stored = new Map<number, StoredMessage>();
  readonly acked: number[] = [];
  readonly readAgain: number[] = [];
  handedOut = 0;
  private readonly rounds: number[][] = [];
  private readonly closers = new Set<() => void>();

  fill(count: number): this {
    for (let sequence = 1; sequence <= count; sequence++)
      this.stored.set(sequence, messageOf(proposedEvent({ nth: sequence }), sequence));
    return this;
  }

  deliver(...sequences: number[]): this {
    this.rounds.push(sequences);
    return this;
  }

  async state() {
    return { created: this.created, first: this.first, last: Math.max(0, ...this.stored.keys()) };
  }

  async delivered() {
    return this.handedOut;
  }

  async message(sequence: number) {
    this.readAgain.push(sequence);
    return this.stored.get(sequence) ?? null;
  }

  async fetch(): Promise<Delivery> {
    const messages = (this.rounds.shift() ?? []).map((sequence) => this.delivery(sequence));
    const idle = this.rounds.length === 0 && messages.length === 0;
    const closed = new Promise<void>((resolve) => this.closers.add(resolve));
    const iterate = async function* () {
      yield* messages;
      if (idle) await closed;
    };
    return { [Symbol.asyncIterator]: iterate, close: async () => this.closers.forEach((close) => close()) };
  }

  private delivery(sequence: number): DeliveredMessage {
    const { subject, data } = this.stored.get(sequence) ?? { subject: 'evt', data: Buffer.alloc(0) };
    this.handedOut = Math.max(this.handedOut, sequence);
    return { seq: sequence, subject, data, awaited: true, ack: () => void this.acked.push(sequence) };
  }
}

const limits = { messages: 500, bytes: 4_000_000 };
let reader: StreamReader;

function read(stream: FakeStream, after = 0): StreamReader {
  reader = new StreamReader(stream, { created: 'first', after }, () => undefined);
  reader.start();
  return reader;
}

async function take(count: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count)
    taken.push(...(await reader.take(limits)).map((entry) => entry.candidate.message.sequence));
  return taken;
}

afterEach(() => reader.stop());

describe('reading the stream', () => {
  it('gives what is delivered, in order', async () => {
    read(new FakeStream().fill(5).deliver(1, 2).deliver(3, 4, 5));
    expect(await take(5)).toEqual([1, 2, 3, 4, 5]);
  });

  it('reads again by sequence what was handed to a sealer that is gone', async () => {
    const stream = new FakeStream().fill(6).deliver(5, 6);
    stream.handedOut = 4;
    read(stream, 2);
    expect(await take(4)).toEqual([3, 4, 5, 6]);
    expect(stream.readAgain).toEqual([3, 4]);
  });

  it('closes a gap before it gives what comes after it', async () => {
    read(new FakeStream().fill(6).deliver(1, 2, 5, 6));
    expect(await take(6)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('gives a message that is delivered again only once', async () => {
    read(new FakeStream().fill(4).deliver(1, 2, 1, 2, 3, 2, 4));
    expect(await take(4)).toEqual([1, 2, 3, 4]);
  });

  it('acknowledges nothing before it is sealed, and then the last that was delivered', async () => {
    const stream = new FakeStream().fill(3).deliver(1, 2, 3, 2);
    read(stream);
    const batch = await reader.take({ messages: 3, bytes: 1_000_000 });
    expect(stream.acked).toEqual([]);
    reader.release(batch);
    expect(stream.acked).toEqual([batch.at(-1)?.candidate.message.sequence]);
  });

  it('acknowledges at once what is delivered again after it was sealed', async () => {
    const stream = new FakeStream().fill(4).deliver(2, 3, 4);
    read(stream, 3);
    expect(await take(1)).toEqual([4]);
    expect(stream.acked).toEqual([2, 3]);
  });

  it('never passes over a hole: it ends and names it', async () => {
    const stream = new FakeStream().fill(5).deliver(1, 2, 5);
    stream.stored.delete(4);
    read(stream);
    await expect(take(5)).rejects.toMatchObject({ missingUpTo: 4 });
  });

  it('ends when messages left the stream before they were sealed', async () => {
    const stream = new FakeStream().fill(5);
    stream.first = 4;
    read(stream, 1);
    await expect(take(1)).rejects.toMatchObject({ missingUpTo: 3 });
  });

  it('ends when the stream is another one', async () => {
    const stream = new FakeStream().fill(5).deliver(1);
    stream.created = 'second';
    read(stream, 3);
    await expect(take(1)).rejects.toThrow(StreamBroken);
  });

  it('ends when the stream has lost its tail', async () => {
    read(new FakeStream().fill(5), 9);
    await expect(take(1)).rejects.toThrow(StreamBroken);
  });

  it('keeps a batch within its limits, but takes at least one message', async () => {
    read(new FakeStream().fill(6).deliver(1, 2, 3, 4, 5, 6));
    const first = await reader.take({ messages: 4, bytes: 1 });
    expect(first).toHaveLength(1);
    expect((await reader.take({ messages: 2, bytes: 1_000_000 })).length).toBeLessThanOrEqual(2);
  });
});
