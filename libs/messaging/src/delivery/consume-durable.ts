import { eventStream } from '@countersign/contracts';
import { jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { parseEventMessage } from '../events/parse-event-message.js';
import type { ReceivedEvent } from '../ports/received-event.js';
import type { ReportError } from '../rpc/rpc-server.js';

export interface DurableSubscription {
  /** Name of a provisioned consumer. */
  consumer: string;
  /** Must be idempotent: a crash before the acknowledgement delivers again. `later` and throwing deliver again after a pause. */
  handle: (event: ReceivedEvent) => Promise<void | 'later'>;
  /** Answers from the subject alone whether the event was handled before, so that it need not be parsed. */
  skip?: (subject: string) => boolean;
  maxInFlight?: number;
}

export interface RunningConsumer {
  stop(): Promise<void>;
}

const retryDelayMs = 500;
const reopenDelayMs = 250;

async function process(subscription: DurableSubscription, message: JsMsg, report: ReportError): Promise<void> {
  if (subscription.skip?.(message.subject)) return message.ack();
  const event = parseEventMessage(message.subject, message.data);
  if (!event.ok) {
    // Audit puts it on the record as EventRejected; here it must only not block the line.
    return message.term(event.refusal.reasonCode);
  }
  try {
    if ((await subscription.handle(event.value)) === 'later') message.nak(retryDelayMs);
    else message.ack();
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
