import type { EventPublisher, PreparedEvent, RecordPort, ReportError } from '@countersign/messaging';

export interface SealParts {
  publisher: EventPublisher;
  record: RecordPort;
  report: ReportError;
}

/**
 * Publishes events and waits until audit has sealed them. False when that cannot be relied on: then whatever they
 * explain must not happen (promise 1). One wait covers everything published before, since the stream keeps order.
 */
export async function seal(parts: SealParts, events: readonly PreparedEvent[]): Promise<boolean> {
  try {
    const last = events.length - 1;
    const publishing = events.map((event, nth) => parts.publisher.publish(event, { awaited: nth === last }));
    const published = await Promise.all(publishing);
    return await parts.record.sealed(Math.max(0, ...published.map(({ sequence }) => sequence)));
  } catch (error) {
    parts.report(error, { part: 'seal', type: events[0]?.type ?? '' });
    return false;
  }
}
