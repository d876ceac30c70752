import type { PreparedEvent } from '../events/prepare-event.js';
import { aboutOf, type OutboxRow, type OutboxStore } from './outbox-store.js';

/** As for the outbox table: a row published so long ago and still not sealed goes again. */
const resendAfterMs = 10_000;

interface Row extends OutboxRow {
  publishedAt: number | null;
}

/** The outbox table's rules without a database, for simulations and specs. */
export class InMemoryOutbox implements OutboxStore {
  private readonly rows = new Map<string, Row>();

  /** `now`: milliseconds since the epoch. */
  constructor(private readonly now: () => number = Date.now) {}

  add(...events: readonly PreparedEvent[]): void {
    for (const event of events) {
      if (this.rows.has(event.id)) throw new Error(`event ${event.id} is in the outbox already`);
      this.rows.set(event.id, { ...event, published: null, publishedAt: null });
    }
  }

  /** Not known to be sealed. */
  has(eventId: string): boolean {
    return this.rows.has(eventId);
  }

  /** Oldest first. */
  events(): PreparedEvent[] {
    return [...this.rows.values()];
  }

  size(): number {
    return this.rows.size;
  }

  async due(limit: number): Promise<OutboxRow[]> {
    const before = this.now() - resendAfterMs;
    const due = [...this.rows.values()].filter(({ publishedAt }) => publishedAt === null || publishedAt < before);
    return due.slice(0, limit);
  }

  async before(row: OutboxRow): Promise<OutboxRow[]> {
    const ids = [...this.rows.keys()];
    const older = ids.slice(0, Math.max(0, ids.indexOf(row.id))).flatMap((id) => this.rows.get(id) ?? []);
    return older.filter((other) => other.published && other.tenant === row.tenant && aboutOf(other) === aboutOf(row));
  }

  async markPublished(ids: readonly string[], at: { sequence: number; incarnation: string }): Promise<void> {
    for (const id of ids) {
      const row = this.rows.get(id);
      if (row) this.rows.set(id, { ...row, published: at, publishedAt: this.now() });
    }
  }

  async dropSealed(watermark: { sequence: number; incarnation: string }, known: readonly string[] = []): Promise<void> {
    for (const id of known) this.rows.delete(id);
    for (const [id, { published }] of this.rows) {
      const isSealed = published?.incarnation === watermark.incarnation && published.sequence <= watermark.sequence;
      if (isSealed) this.rows.delete(id);
    }
  }
}
