import type { EventPublisher, Published, PublishOptions } from '../ports/event-publisher.js';
import type { PreparedEvent } from '../events/prepare-event.js';
import type { ReportError } from '../rpc/rpc-server.js';
import { aboutOf, type OutboxRow, type OutboxStore } from './outbox-store.js';

export interface RelayParts {
  store: OutboxStore;
  publisher: EventPublisher;
  watermark: () => { incarnation: string; sequence: number } | null;
  report: ReportError;
}

const batchSize = 100;

interface Note {
  id: string;
  sequence: number;
}

/**
 * Brings outbox rows to the bus: at once after a commit (`publishNow`), and again by sweep for whatever was left
 * behind. What `publishNow` has published is dropped by the next sweep when it is sealed by then, as it mostly is, and
 * noted in the table otherwise; a crash in between only publishes it once more, which de-duplication makes harmless.
 */
export class OutboxRelay {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  /** On their way by `publishNow`, or published by it and not yet noted in the table: not for the sweep. */
  private readonly underWay = new Set<string>();
  /** Published and not yet noted, by incarnation of the stream. */
  private readonly unnoted = new Map<string, Note[]>();

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
  async publishNow(events: readonly PreparedEvent[], options: PublishOptions = {}): Promise<Published | null> {
    let last: Published | null = null;
    for (const event of events) {
      this.underWay.add(event.id);
      try {
        last = await this.parts.publisher.publish(event, options);
        this.note(event.id, last);
      } catch (error) {
        this.underWay.delete(event.id);
        throw error;
      }
    }
    return last;
  }

  async sweep(): Promise<void> {
    const watermark = this.parts.watermark();
    if (!watermark) return;
    await this.tidy(watermark);
    /** What a row on its way is about: later facts about the same must not overtake it. */
    const waiting = new Set<string>();
    for (const row of await this.parts.store.due(batchSize)) {
      const about = aboutOf(row);
      if (this.underWay.has(row.id) || waiting.has(about)) waiting.add(about);
      else await this.publishInOrder(row, watermark.incarnation);
    }
  }

  /** What came before it may have been lost since it was published: a row goes after all that are not sealed. */
  private async publishInOrder(row: OutboxRow, incarnation: string): Promise<void> {
    const older = await this.parts.store.before(row);
    for (const next of [...older.filter(({ published }) => published?.incarnation !== incarnation), row]) {
      const { sequence } = await this.parts.publisher.publish(next);
      await this.parts.store.markPublished([next.id], { sequence, incarnation });
    }
  }

  private note(id: string, { sequence }: Published): void {
    const incarnation = this.parts.watermark()?.incarnation;
    if (incarnation === undefined) return void this.underWay.delete(id);
    const notes = this.unnoted.get(incarnation) ?? [];
    notes.push({ id, sequence });
    this.unnoted.set(incarnation, notes);
  }

  /** Rows that were published: those sealed by now go, the others are noted. */
  private async tidy(watermark: { incarnation: string; sequence: number }): Promise<void> {
    const sealed = this.takeSealed(watermark);
    try {
      await this.writeNotes();
      await this.parts.store.dropSealed(watermark, sealed);
    } finally {
      for (const id of sealed) this.underWay.delete(id);
    }
  }

  private takeSealed({ incarnation, sequence }: { incarnation: string; sequence: number }): string[] {
    const notes = this.unnoted.get(incarnation) ?? [];
    const left = notes.filter((note) => note.sequence > sequence);
    if (left.length > 0) this.unnoted.set(incarnation, left);
    else this.unnoted.delete(incarnation);
    return notes.filter((note) => note.sequence <= sequence).map(({ id }) => id);
  }

  /** One statement for all: each row counts as published where the last of them was, which is late enough. */
  private async writeNotes(): Promise<void> {
    for (const [incarnation, notes] of [...this.unnoted]) {
      this.unnoted.delete(incarnation);
      const ids = notes.map(({ id }) => id);
      const sequence = Math.max(...notes.map((note) => note.sequence));
      try {
        await this.parts.store.markPublished(ids, { sequence, incarnation });
      } finally {
        for (const id of ids) this.underWay.delete(id);
      }
    }
  }
}
