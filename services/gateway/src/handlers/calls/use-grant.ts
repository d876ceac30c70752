import type { ApprovalGranted } from '@countersign/contracts';
import { checkGrant } from '../../domain/call/check-grant.js';
import { endedUnsent } from '../../domain/call/ending.js';
import type { SignedDecision, SignedGrant, ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { endCall } from './end-call.js';
import { runGranted } from './run-granted.js';
import { callOfApproval } from './stored-call.js';

/**
 * Enough people approved: an executed call runs now, agent present or not; an intercepted one may pass once. The grant
 * is stored with the call before this resolves; the run goes on by itself, and by the sweep should this process end.
 */
export function useGrant(parts: CallParts) {
  return async (event: ApprovalGranted): Promise<void | 'later'> => {
    const { callId } = event.data.grant;
    if (!parts.signatures.grant(event.data)) {
      return parts.report(new Error('a grant has no valid signature'), { call: callId });
    }
    // While nothing is sealed a bus that loses power loses the grant too: it is taken once it can be on the record.
    if (!parts.record.available()) return 'later';
    const call = await callOfApproval(parts, { tenant: event.tenant, id: callId }, event.time);
    if (call === 'later') return 'later';
    if (call?.status === 'held' && call.decision) await grant(parts, call, { by: event.data, decision: call.decision });
    // Another replica may have been first; who waits here is told all the same.
    parts.signals.arrive(callId, true);
  };
}

async function grant(
  parts: CallParts,
  call: ToolCall,
  { by, decision }: { by: SignedGrant; decision: SignedDecision },
): Promise<void> {
  const refusal = checkGrant(decision.decision, by.grant, parts.clock.now());
  if (refusal?.reasonCode === 'grant_expired') {
    await endCall(parts, call, endedUnsent('expired', refusal.reasonCode, refusal.message));
    return;
  }
  if (refusal) return parts.report(new Error(refusal.message), { call: call.id, reasonCode: refusal.reasonCode });
  const change = { status: 'granted' as const, grant: by, replica: call.mode === 'executed' ? parts.replica : null };
  if (!(await parts.calls.move(call, change)) || call.mode === 'intercepted') return;
  runGranted(parts, { ...call, ...change }).catch((error: unknown) => {
    parts.report(error, { part: 'run a granted call', call: call.id });
  });
}
