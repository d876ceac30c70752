import type { OutboxRow, OutboxStore, PreparedEvent } from '@countersign/messaging';

/** The outbox table's rules without a database, for simulations and specs. */
export class InMemoryOutbox implements OutboxStore {
  private readonly rows = new Map<string, OutboxRow>();

  add(event: PreparedEvent): void {
    this.rows.set(event.id, { ...event, published: null });
  }

  /** Not known to be sealed. */
  has(eventId: string): boolean {
    return this.rows.has(eventId);
  }

  async due(limit: number): Promise<OutboxRow[]> {
    return [...this.rows.values()].filter((row) => row.published === null).slice(0, limit);
  }

  async markPublished(ids: readonly string[], at: { sequence: number; incarnation: string }): Promise<void> {
    for (const id of ids) {
      const row = this.rows.get(id);
      if (row) this.rows.set(id, { ...row, published: at });
    }
  }

  async dropSealed(watermark: { sequence: number; incarnation: string }): Promise<void> {
    for (const [id, { published }] of this.rows) {
      const sealed = published?.incarnation === watermark.incarnation && published.sequence <= watermark.sequence;
      if (sealed) this.rows.delete(id);
    }
  }
}
