import { eventStream } from '@countersign/contracts';
import { jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { parseEventMessage } from '../events/parse-event-message.js';
import type { ReceivedEvent } from '../ports/received-event.js';
import type { ReportError } from '../rpc/rpc-server.js';

export interface DurableSubscription {
  /** Name of a provisioned consumer. */
  consumer: string;
  /** Must be idempotent: a crash before the acknowledgement delivers again. Throwing delivers again after a pause. */
  handle: (event: ReceivedEvent) => Promise<void>;
  maxInFlight?: number;
}

export interface RunningConsumer {
  stop(): Promise<void>;
}

const retryDelayMs = 500;
const reopenDelayMs = 250;

async function process(subscription: DurableSubscription, message: JsMsg, report: ReportError): Promise<void> {
  const event = parseEventMessage(message.subject, message.data);
  if (!event.ok) {
    // Audit puts it on the record as EventRejected; here it must only not block the line.
    return message.term(event.refusal.reasonCode);
  }
  try {
    await subscription.handle(event.value);
    message.ack();
  } catch (error) {
    report(error, { consumer: subscription.consumer, subject: message.subject });
    message.nak(retryDelayMs);
  }
}

/** Runs until stopped; reopens after every interruption, since a consumer that dies silently would be a hole in the pipeline. */
export function consumeDurable(
  connection: NatsConnection,
  subscription: DurableSubscription,
  report: ReportError,
): RunningConsumer {
  let stopped = false;
  let messages: ConsumerMessages | undefined;
  const loop = async () => {
    while (!stopped && !connection.isClosed()) {
      try {
        const consumer = await jetstream(connection).consumers.get(eventStream, subscription.consumer);
        messages = await consumer.consume({ max_messages: subscription.maxInFlight ?? 64, expires: 5_000 });
        for await (const message of messages) await process(subscription, message, report);
      } catch (error) {
        if (!stopped && !connection.isClosed()) report(error, { consumer: subscription.consumer });
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, reopenDelayMs));
    }
  };
  const done = loop();
  return {
    stop: async () => {
      stopped = true;
      await messages?.close();
      await done;
    },
  };
}
