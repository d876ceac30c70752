import { instantOf, type Clock } from '@countersign/chassis';
import { sealerStarted, systemTenant } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';

/** The event that tells of a new sealer; its id is the epoch, so it is on the record once. */
export function sealerStartedEvent(term: { epoch: number; size: number }, clock: Clock): PreparedEvent {
  return prepareEvent(sealerStarted, {
    id: `sealer_${term.epoch}`,
    tenant: systemTenant,
    time: instantOf(clock.now()),
    actor: { kind: 'service', id: 'audit' },
    subject: `sealer_${term.epoch}`,
    data: term,
  });
}
