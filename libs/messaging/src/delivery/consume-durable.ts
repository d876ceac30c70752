import { eventStream } from '@countersign/contracts';
import { jetstream, type Consumer, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
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
  /**
   * The events are heard at once by core delivery too, and this consumer only brings what that missed: it is asked four
   * times a second instead of waking the process for each event a second time.
   */
  onlyRecovers?: boolean;
}

export interface RunningConsumer {
  stop(): Promise<void>;
}

const retryDelayMs = 500;
const lookAgainMs = 250;
/** The least that the server takes; what there is comes at once. */
const fetchMs = 1_000;

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

/** What waits now, so many at a time. Nothing when nothing does. */
async function* waiting(consumer: Consumer, most: number): AsyncGenerator<ConsumerMessages> {
  // The consumer was opened just now, and brought with it how it stands.
  for (let { num_pending, num_ack_pending } = await consumer.info(true); ;) {
    const count = Math.min(most, num_pending + num_ack_pending);
    if (count > 0) yield await consumer.fetch({ max_messages: count, expires: fetchMs });
    if (count < most) return;
    ({ num_pending, num_ack_pending } = await consumer.info());
  }
}

async function* deliveries(consumer: Consumer, subscription: DurableSubscription): AsyncGenerator<ConsumerMessages> {
  const most = subscription.maxInFlight ?? 64;
  if (subscription.onlyRecovers) yield* waiting(consumer, most);
  else yield await consumer.consume({ max_messages: most, expires: 5_000 });
}

async function processAll(
  subscription: DurableSubscription,
  messages: ConsumerMessages,
  report: ReportError,
): Promise<void> {
  for await (const message of messages) await process(subscription, message, report);
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
        for await (messages of deliveries(consumer, subscription)) await processAll(subscription, messages, report);
      } catch (error) {
        if (!stopped && !connection.isClosed()) report(error, { consumer: subscription.consumer });
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
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
