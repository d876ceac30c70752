import { parseEventSubject } from '@countersign/contracts';

const kept = 50_000;

/** Remembers which calls have been decided, by this replica or, as heard on the bus, by another: one event, two deliveries, one decision. */
export class DecidedCalls {
  private readonly ids = new Set<string>();

  has(id: string): boolean {
    return this.ids.has(id);
  }

  hasSubject(subject: string): boolean {
    return this.ids.has(parseEventSubject(subject)?.subject ?? '');
  }

  add(id: string): void {
    if (this.ids.size >= kept) {
      const oldest = this.ids.values().next();
      if (!oldest.done) this.ids.delete(oldest.value);
    }
    this.ids.add(id);
  }
}
