import { InMemoryOutbox, type PreparedEvent } from '@countersign/messaging';
import type { GovernanceStore, StoredRevision } from '../handlers/ports.js';

/** The store's rules without a database, for simulations and specs. */
export class InMemoryGovernanceStore implements GovernanceStore {
  private readonly inForce = new Map<string, StoredRevision>();

  constructor(readonly outbox = new InMemoryOutbox()) {}

  async current(tenant: string): Promise<StoredRevision | null> {
    return this.inForce.get(tenant) ?? null;
  }

  async heads(): Promise<{ tenant: string; revision: string }[]> {
    return [...this.inForce.values()].map(({ tenant, revision }) => ({ tenant, revision }));
  }

  async publish(next: StoredRevision, previous: string | null, events: PreparedEvent[]): Promise<boolean> {
    if ((this.inForce.get(next.tenant)?.revision ?? null) !== previous) return false;
    this.outbox.add(...events);
    this.inForce.set(next.tenant, next);
    return true;
  }
}
