import type { DeliveredMessage, Delivery, ReportError, StoredMessage, StreamState } from '@countersign/messaging';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { readCandidate } from '../handlers/read-candidate.js';
import { CandidateQueue, type QueuedCandidate } from './candidate-queue.js';

/** Reading cannot go on as it began: the stream is another one, or lacks messages. Where to go on must be decided anew. */
export class StreamBroken extends Error {
  constructor(
    message: string,
    /** Nothing up to here can be read any more. */
    readonly missingUpTo = 0,
  ) {
    super(message);
  }
}

function missing(from: number, to: number): StreamBroken {
  return new StreamBroken(`the stream no longer holds messages ${from} to ${to}, which were not sealed`, to);
}

export interface ReadableStream {
  state(): Promise<StreamState>;
  delivered(): Promise<number>;
  message(sequence: number): Promise<StoredMessage | null>;
  fetch(limit: number, milliseconds: number): Promise<Delivery>;
}

/** At most so many messages are under way to us, and about as many bytes as the queue holds. */
const fetchLimit = { least: 32, most: 500 };
/** Long enough that the client does not take a busy moment of ours for a silence of the server. */
const fetchMs = 4_000;
const retryMs = 250;
const fillWidth = 32;
/** After so many messages in a row others get a turn: a commit may have come back meanwhile. */
const turnLength = 32;

/**
 * Reads the stream from a position on, in order and without a gap. The durable consumer brings messages as they come;
 * what it has handed to somebody who is gone, or what got lost on the way, is read again by sequence.
 */
export class StreamReader {
  private readonly queue = new CandidateQueue();
  private readonly created: string;
  private next: number;
  private sealed: number;
  private stopped = false;
  private delivery: Delivery | undefined;
  private done: Promise<void> | undefined;

  constructor(
    private readonly stream: ReadableStream,
    from: { created: string; after: number },
    private readonly report: ReportError,
  ) {
    this.created = from.created;
    this.next = from.after + 1;
    this.sealed = from.after;
  }

  start(): void {
    this.done = this.run();
  }

  take(limits: { messages: number; bytes: number }): Promise<QueuedCandidate[]> {
    return this.queue.take(limits);
  }

  /** Tells the consumer that these need not be delivered again. */
  release(batch: readonly QueuedCandidate[]): void {
    this.sealed = batch.at(-1)?.candidate.message.sequence ?? this.sealed;
    batch.findLast((entry) => entry.ack !== null)?.ack?.();
  }

  /** Ends reading; whoever takes next gets the error. */
  fail(error: unknown): void {
    this.stopped = true;
    this.queue.fail(error);
    void this.delivery?.close();
  }

  async stop(): Promise<void> {
    this.fail(new Error('reading was stopped'));
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.round();
      } catch (error) {
        if (this.stopped) return;
        if (error instanceof StreamBroken) return this.fail(error);
        this.report(error, { part: 'stream reader' });
        await sleep(retryMs);
      }
    }
  }

  /** Nothing is on its way to us when a round begins, so whatever was handed out and is not here will not come. */
  private async round(): Promise<void> {
    const [state, delivered] = await Promise.all([this.stream.state(), this.stream.delivered()]);
    if (state.created !== this.created || state.last < this.next - 1)
      throw new StreamBroken('the stream is another one');
    if (state.first > this.next) throw missing(this.next, state.first - 1);
    await this.fill(Math.min(delivered, state.last));
    await this.room();
    this.delivery = await this.stream.fetch(this.queue.messagesThatFit(fetchLimit), fetchMs);
    if (this.stopped) await this.delivery.close();
    let turn = 0;
    for await (const message of this.delivery) {
      if (this.stopped) return;
      await this.accept(message);
      if (++turn % turnLength === 0) await setImmediate();
    }
  }

  private async accept(message: DeliveredMessage): Promise<void> {
    if (message.seq < this.next) {
      if (message.seq <= this.sealed) message.ack();
      return;
    }
    await this.fill(message.seq - 1);
    const { seq: sequence, subject, data, awaited } = message;
    this.add({ sequence, subject, data }, { ack: () => message.ack(), awaited });
  }

  private async fill(upTo: number): Promise<void> {
    while (this.next <= upTo && !this.stopped) {
      const count = Math.min(fillWidth, upTo - this.next + 1);
      const sequences = Array.from({ length: count }, (_, nth) => this.next + nth);
      const messages = await Promise.all(sequences.map((sequence) => this.stream.message(sequence)));
      for (const [nth, message] of messages.entries()) {
        if (!message) throw missing(this.next, sequences[nth] as number);
        this.add(message, { ack: null, awaited: true });
      }
      await this.room();
    }
  }

  private add(message: StoredMessage, how: Pick<QueuedCandidate, 'ack' | 'awaited'>): void {
    const { sequence } = message;
    this.queue.push({ candidate: readCandidate(message), ...how });
    this.next = sequence + 1;
  }

  private async room(): Promise<void> {
    while (!this.queue.hasRoom() && !this.stopped) await this.queue.changed();
  }
}
