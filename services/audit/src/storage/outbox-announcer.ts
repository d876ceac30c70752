import { addToOutbox, tenantTransaction } from '@countersign/chassis';
import type { OutboxRelay, PreparedEvent, RecordPort } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { AnnounceSealed } from '../ports/announce.js';

/** By way of the outbox, so that the event reaches the record even if the bus is away just now. */
export function outboxAnnouncer(source: DataSource, relay: OutboxRelay, record: RecordPort): AnnounceSealed {
  return async (event: PreparedEvent) => {
    await tenantTransaction(source, event.tenant, (manager) => addToOutbox(manager, 'audit', [event]));
    const published = await relay.publishNow([event]);
    return published !== null && record.sealed(published.sequence);
  };
}
