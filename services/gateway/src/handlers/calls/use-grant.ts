import type { ApprovalGranted } from '@countersign/contracts';
import { checkGrant } from '../../domain/call/check-grant.js';
import { endedUnsent } from '../../domain/call/ending.js';
import type { CallParts } from '../call-parts.js';
import { endCall } from './end-call.js';
import { runGranted } from './run-granted.js';
import { callOfApproval } from './stored-call.js';

/** Enough people approved: an executed call runs now, agent present or not; an intercepted one may pass once. */
export function useGrant(parts: CallParts) {
  return async (event: ApprovalGranted): Promise<void> => {
    const { grant } = event.data;
    if (!parts.signatures.grant(event.data)) {
      return parts.report(new Error('a grant has no valid signature'), { call: grant.callId });
    }
    const call = await callOfApproval(parts, { tenant: event.tenant, id: grant.callId }, event.time);
    if (call?.status !== 'held' || !call.decision) return void parts.signals.arrive(grant.callId, true);
    const refusal = checkGrant(call.decision.decision, grant, parts.clock.now());
    if (refusal?.reasonCode === 'grant_expired') {
      await endCall(parts, call, endedUnsent('expired', refusal.reasonCode, refusal.message));
      return;
    }
    if (refusal) return parts.report(new Error(refusal.message), { call: call.id, reasonCode: refusal.reasonCode });
    const granted = { ...call, status: 'granted' as const, grant: event.data };
    const mine = call.mode === 'executed' ? parts.replica : null;
    const moved = await parts.calls.move(call, { status: 'granted', grant: event.data, replica: mine });
    parts.signals.arrive(call.id, true);
    if (moved && call.mode === 'executed') await runGranted(parts, { ...granted, replica: mine });
  };
}
