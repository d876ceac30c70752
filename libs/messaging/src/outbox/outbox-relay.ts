import type { EventPublisher, Published } from '../ports/event-publisher.js';
import type { PreparedEvent } from '../events/prepare-event.js';
import type { ReportError } from '../rpc/rpc-server.js';
import type { OutboxStore } from './outbox-store.js';

export interface RelayParts {
  store: OutboxStore;
  publisher: EventPublisher;
  watermark: () => { incarnation: string; sequence: number } | null;
  report: ReportError;
}

const batchSize = 100;

/** Brings outbox rows to the bus: at once after a commit (`publishNow`), and again by sweep for whatever was left behind. */
export class OutboxRelay {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(private readonly parts: RelayParts) {}

  start(intervalMs = 500): void {
    this.timer = setInterval(() => {
      this.sweeping ??= this.sweep()
        .catch((error: unknown) => this.parts.report(error, { part: 'outbox relay' }))
        .finally(() => (this.sweeping = undefined));
    }, intervalMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** Publishes rows just committed. Rejects when the bus refuses; the sweep then takes over, so the fact is not lost. */
  async publishNow(events: readonly PreparedEvent[]): Promise<Published | null> {
    let last: Published | null = null;
    for (const event of events) {
      last = await this.parts.publisher.publish(event);
      void this.note(event, last);
    }
    return last;
  }

  private async note(event: PreparedEvent, published: Published): Promise<void> {
    const watermark = this.parts.watermark();
    if (!watermark) return;
    try {
      await this.parts.store.markPublished([event.id], {
        sequence: published.sequence,
        incarnation: watermark.incarnation,
      });
    } catch (error) {
      this.parts.report(error, { part: 'outbox relay', event: event.id });
    }
  }

  async sweep(): Promise<void> {
    const watermark = this.parts.watermark();
    if (!watermark) return;
    await this.parts.store.dropSealed(watermark);
    for (const row of await this.parts.store.due(batchSize)) {
      const published = await this.parts.publisher.publish(row);
      await this.parts.store.markPublished([row.id], {
        sequence: published.sequence,
        incarnation: watermark.incarnation,
      });
    }
  }
}
