import { awaitedHeader, eventStream } from '@countersign/contracts';
import {
  jetstream,
  jetstreamManager,
  type Consumer,
  type ConsumerMessages,
  type JetStreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

/** What the stream holds. A re-created stream has another `created`. */
export interface StreamState {
  created: string;
  first: number;
  last: number;
}

export interface StoredMessage {
  sequence: number;
  subject: string;
  data: Uint8Array;
}

export interface DeliveredMessage {
  seq: number;
  subject: string;
  data: Uint8Array;
  /** Somebody waits until it is sealed. */
  awaited: boolean;
  /** For a consumer that acknowledges all: this message and every one before it. */
  ack(): void;
}

/** Messages under way to us; ends when as many have come as were asked for, when the time is over, or when closed. */
export interface Delivery extends AsyncIterable<DeliveredMessage> {
  close(): Promise<unknown>;
}

async function* delivered(messages: ConsumerMessages): AsyncGenerator<DeliveredMessage> {
  for await (const message of messages) {
    const { seq, subject, data, headers } = message;
    yield { seq, subject, data, awaited: headers?.has(awaitedHeader) ?? false, ack: () => message.ack() };
  }
}

interface Opened {
  manager: JetStreamManager;
  consumer: Consumer;
}

/** A question that got lost with a broken connection must not hold up for long the one who asked. */
const answerMs = 2_000;

/** The event stream as one who must miss nothing reads it: by its durable consumer, and by sequence for what that leaves out. */
export class EventStream {
  private opened: Promise<Opened> | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly consumerName: string,
  ) {}

  async state(): Promise<StreamState> {
    const { manager } = await this.open();
    const { created, state } = await manager.streams.info(eventStream);
    return { created, first: state.first_seq, last: state.last_seq };
  }

  /** The highest sequence that the consumer has handed out, to us or to somebody who is gone. */
  async delivered(): Promise<number> {
    const { consumer } = await this.open();
    return (await consumer.info()).delivered.stream_seq;
  }

  /** Null when the stream does not hold it, or no longer. */
  async message(sequence: number): Promise<StoredMessage | null> {
    const { manager } = await this.open();
    const stored = await manager.streams.getMessage(eventStream, { seq: sequence });
    return stored && { sequence: stored.seq, subject: stored.subject, data: stored.data };
  }

  /** Asks for what comes within the given time, up to `limit` messages, each as soon as it is there. */
  async fetch(limit: number, milliseconds: number): Promise<Delivery> {
    const { consumer } = await this.open();
    const messages = await consumer.fetch({ max_messages: limit, expires: milliseconds });
    return { [Symbol.asyncIterator]: () => delivered(messages), close: () => messages.close() };
  }

  /** Opened on first use, and again after a failure. */
  private open(): Promise<Opened> {
    this.opened ??= this.openNow().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  private async openNow(): Promise<Opened> {
    const manager = await jetstreamManager(this.connection, { checkAPI: false, timeout: answerMs });
    const consumer = await jetstream(this.connection, { timeout: answerMs }).consumers.get(
      eventStream,
      this.consumerName,
    );
    return { manager, consumer };
  }
}
