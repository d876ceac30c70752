import { instantOf } from '@countersign/chassis';
import { leaseRevoked } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { CredentialsParts, LeaseRecord } from './ports.js';

const batchSize = 500;

function revokedEvent(lease: LeaseRecord, now: number) {
  return prepareEvent(leaseRevoked, {
    // Derived from the lease, so that a sweep repeated after a crash tells the same fact once.
    id: `revoked_${lease.leaseId}`,
    tenant: lease.tenant,
    time: instantOf(now),
    actor: { kind: 'service', id: 'credentials' },
    subject: lease.leaseId,
    ...(lease.run === null ? {} : { run: lease.run }),
    data: { leaseId: lease.leaseId, reasonCode: 'run_closed' },
  });
}

/** Ends the open leases of closed runs. */
export function revokeLeases(parts: Pick<CredentialsParts, 'store' | 'clock'>) {
  return (): Promise<number> => {
    const now = parts.clock.now();
    return parts.store.revokeLeases(batchSize, (lease) => revokedEvent(lease, now));
  };
}
