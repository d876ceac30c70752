import { eventStream } from '@countersign/contracts';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { EventPublisher, Published } from '../ports/event-publisher.js';
import type { PreparedEvent } from './prepare-event.js';

/** Publishes into the stream and waits for its acknowledgement, which says where the event stands, not that it is recorded. */
export class JetStreamPublisher implements EventPublisher {
  private readonly client: JetStreamClient;

  constructor(
    connection: NatsConnection,
    private readonly timeoutMs = 3_000,
  ) {
    this.client = jetstream(connection);
  }

  async publish(event: PreparedEvent): Promise<Published> {
    const ack = await this.client.publish(event.subject, event.body, {
      msgID: event.messageId,
      expect: { streamName: eventStream },
      timeout: this.timeoutMs,
    });
    return { sequence: ack.seq, duplicate: ack.duplicate };
  }
}
