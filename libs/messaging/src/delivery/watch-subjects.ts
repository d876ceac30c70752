import { eventDefinitionOf, eventTypeSubjects, parseEventSubject, type EventType } from '@countersign/contracts';
import type { NatsConnection } from '@nats-io/transport-node';

/** Hears that something happened, from subjects alone: cheap enough for every event, good for hints only. */
export function watchSubjects(
  connection: NatsConnection,
  types: readonly EventType[],
  heard: (id: string, tenant: string) => void,
): void {
  for (const type of types) {
    const definition = eventDefinitionOf(type);
    if (!definition) throw new Error(`no such event type: ${type}`);
    connection.subscribe(eventTypeSubjects(definition), {
      callback: (error, message) => {
        const subject = error ? null : parseEventSubject(message.subject);
        if (subject) heard(subject.subject, subject.tenant);
      },
    });
  }
}
