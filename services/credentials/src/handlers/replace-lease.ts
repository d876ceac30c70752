import { instantOf } from '@countersign/chassis';
import { leaseRevoked, type Decision, type Refusal } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { CredentialsParts, LeaseRecord } from './ports.js';

/** A call whose credential arrived says within milliseconds that it starts; after this long the record would show it. */
const startsWithinMs = 5_000;

export interface ReplaceParts extends CredentialsParts {
  /** Whether the record says that the call has started or ended; null when the record cannot be asked. */
  hasStarted: (tenant: string, callId: string) => Promise<boolean | null>;
}

export interface Replacement {
  decision: Decision;
  lease: LeaseRecord;
  issued: PreparedEvent;
}

const alreadyRedeemed: Refusal = {
  reasonCode: 'already_redeemed',
  message: 'A lease was minted for this decision or grant before.',
};
const outstanding: Refusal = {
  reasonCode: 'lease_outstanding',
  message: 'A lease was minted for this grant before, and it is not known yet that it was never used.',
  remedy: 'Ask again later.',
};

/**
 * A grant was redeemed before, but the reply may have been lost: the value was sealed to a key that its gateway no longer
 * has. Where the record shows that the call never started, the old lease is revoked and the new one takes its place. Only
 * for granted calls: those are redeemed by whoever holds the call alone.
 */
export async function replaceLease(
  parts: ReplaceParts,
  { decision, lease, issued }: Replacement,
): Promise<{ ok: true; events: PreparedEvent[] } | { ok: false; refusal: Refusal }> {
  const { tenant, callId } = decision;
  const former = lease.grantId === null ? null : await parts.store.liveLease(tenant, decision.decisionId);
  if (former?.grantId !== lease.grantId || former.callId !== callId) return { ok: false, refusal: alreadyRedeemed };
  const started = await parts.hasStarted(tenant, callId);
  if (started) return { ok: false, refusal: alreadyRedeemed };
  if (started === null || parts.clock.now() - former.issuedAt < startsWithinMs)
    return { ok: false, refusal: outstanding };
  const events = former.ended ? [issued] : [revokedEvent(parts, decision, former), issued];
  const replaced = await parts.store.replaceLease(former, lease, events);
  return replaced ? { ok: true, events } : { ok: false, refusal: outstanding };
}

function revokedEvent(parts: ReplaceParts, { agent, run }: Decision, { leaseId, tenant }: LeaseRecord): PreparedEvent {
  return prepareEvent(leaseRevoked, {
    id: `revoked_${leaseId}`,
    tenant,
    time: instantOf(parts.clock.now()),
    actor: { kind: 'service', id: 'credentials' },
    subject: leaseId,
    agent,
    run,
    data: { leaseId, reasonCode: 'reply_lost' },
  });
}
