import type { Service } from '../names/service.js';

/** Stream `EVENTS` stores every event under `evt.<writer>.<tenant>.<Type>.<subject id>`. */
export const eventStream = 'EVENTS';
export const allEventSubjects = 'evt.>';

export function eventSubject(event: { source: Service; tenant: string; type: string; subject: string }): string {
  return `evt.${event.source}.${event.tenant}.${event.type}.${event.subject}`;
}

/** The subjects of one event type, for every tenant. */
export function eventTypeSubjects(definition: { writer: Service; type: string }): string {
  return `evt.${definition.writer}.*.${definition.type}.*`;
}

/** Null when the subject is not of the form above. */
export function parseEventSubject(subject: string) {
  const parts = subject.split('.');
  if (parts.length !== 5 || parts[0] !== 'evt') return null;
  const [, source, tenant, type, id] = parts as [string, string, string, string, string];
  return { source, tenant, type, subject: id };
}

/** De-duplication id inside JetStream's window; prefixed by tenant and type because the window is per stream. */
export function eventMessageId(event: { tenant: string; type: string; id: string }): string {
  return `${event.tenant}:${event.type}:${event.id}`;
}
