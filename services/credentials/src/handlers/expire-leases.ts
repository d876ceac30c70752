import { instantOf } from '@countersign/chassis';
import { leaseExpired } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { CredentialsParts, LeaseRecord } from './ports.js';

const batchSize = 500;

function expiredEvent(lease: LeaseRecord, now: number) {
  return prepareEvent(leaseExpired, {
    // Derived from the lease, so that a sweep repeated after a crash tells the same fact once.
    id: `expired_${lease.leaseId}`,
    tenant: lease.tenant,
    time: instantOf(now),
    actor: { kind: 'service', id: 'credentials' },
    subject: lease.leaseId,
    ...(lease.run === null ? {} : { run: lease.run }),
    data: { leaseId: lease.leaseId, expiredAt: instantOf(lease.expiresAt) },
  });
}

/** Puts the end of every lease on the record: issued equals expired plus revoked, so nothing is left open. */
export function expireLeases(parts: Pick<CredentialsParts, 'store' | 'clock'>) {
  return (): Promise<number> => {
    const now = parts.clock.now();
    return parts.store.endLeases(now, batchSize, (lease) => expiredEvent(lease, now));
  };
}
