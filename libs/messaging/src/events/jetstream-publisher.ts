import { awaitedHeader, eventStream } from '@countersign/contracts';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import type { EventPublisher, Published } from '../ports/event-publisher.js';
import type { PreparedEvent } from './prepare-event.js';
import { StreamAcknowledgements } from './stream-acknowledgements.js';

/** Publishes into the stream and waits for its acknowledgement, which says where the event stands, not that it is recorded. */
export class JetStreamPublisher implements EventPublisher {
  private readonly acknowledgements: StreamAcknowledgements;

  constructor(
    private readonly connection: NatsConnection,
    private readonly timeoutMs = 3_000,
  ) {
    this.acknowledgements = new StreamAcknowledgements(connection);
  }

  async publish(event: PreparedEvent, { awaited = false } = {}): Promise<Published> {
    const expectations = headers();
    expectations.set('Nats-Msg-Id', event.messageId);
    expectations.set('Nats-Expected-Stream', eventStream);
    if (awaited) expectations.set(awaitedHeader, '1');
    const { reply, published } = this.acknowledgements.expect(this.timeoutMs);
    try {
      this.connection.publish(event.subject, event.body, { reply, headers: expectations });
    } catch (error) {
      // Nothing was sent, so nothing will answer: the wait for it runs out unheard.
      published.catch(() => undefined);
      throw error;
    }
    return published;
  }
}
