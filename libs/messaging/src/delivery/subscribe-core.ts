import { eventDefinitionOf, eventTypeSubjects, type EventType } from '@countersign/contracts';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { parseEventMessage } from '../events/parse-event-message.js';
import type { ReceivedEvent } from '../ports/received-event.js';
import type { ReportError } from '../rpc/rpc-server.js';

export interface CoreSubscription {
  types: readonly EventType[];
  /** With a queue group one replica gets each event; without, every replica does. */
  queue?: string;
  handle: (event: ReceivedEvent) => Promise<void> | void;
}

async function deliver(subscription: CoreSubscription, message: Msg, report: ReportError): Promise<void> {
  const event = parseEventMessage(message.subject, message.data);
  if (!event.ok)
    return report(new Error(event.refusal.message), { subject: message.subject, reasonCode: event.refusal.reasonCode });
  try {
    await subscription.handle(event.value);
  } catch (error) {
    report(error, { subject: message.subject });
  }
}

/** Takes events at once from plain core delivery of the subjects that the stream stores. May miss some: pair it with `consumeDurable`. */
export function subscribeCore(connection: NatsConnection, subscription: CoreSubscription, report: ReportError): void {
  for (const type of subscription.types) {
    const definition = eventDefinitionOf(type);
    if (!definition) throw new Error(`no such event type: ${type}`);
    connection.subscribe(eventTypeSubjects(definition), {
      ...(subscription.queue === undefined ? {} : { queue: subscription.queue }),
      callback: (error, message) => (error ? report(error, { type }) : void deliver(subscription, message, report)),
    });
  }
}
