import type { Result } from '@countersign/contracts';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { seal } from '../events/seal.js';
import { startedEvent } from '../events/started-event.js';
import { recordUnavailable, refused } from '../refused.js';
import type { Authority } from './authority.js';
import { redeem, type Lease } from './redeem.js';

export interface Claim {
  by: Authority;
  needsLease: boolean;
}

/**
 * Everything that must be true before something is sent: the call is ours alone, its credential is minted, its intent
 * is on the record. `taken`: another replica was first.
 */
export async function claimCall(
  parts: CallParts,
  call: ToolCall,
  claim: Claim,
): Promise<Result<Lease | null> | 'taken'> {
  try {
    const leased = await take(parts, call, claim);
    if (leased === 'taken' || !leased.ok) return leased;
    const intent = startedEvent(call, { ...claim.by, leaseId: leased.value?.leaseId ?? null }, parts.clock.now());
    return (await seal(parts, [intent])) ? leased : recordUnavailable();
  } catch (error) {
    parts.report(error, { part: 'start a call', call: call.id });
    return refused('internal_error', 'Something unexpected happened before the call could start.');
  }
}

/** Takes the call and its credential: at the same time for an allowed call, on which no other replica works; a grant reaches them all. */
async function take(
  parts: CallParts,
  call: ToolCall,
  { by, needsLease }: Claim,
): Promise<Result<Lease | null> | 'taken'> {
  const move = () => parts.calls.move(call, { status: 'started', replica: parts.replica, decision: by.decision });
  const lease = async (): Promise<Result<Lease | null>> =>
    needsLease ? redeem(parts, call, by) : { ok: true, value: null };
  if (by.grant) return (await move()) ? lease() : 'taken';
  const [taken, leased] = await Promise.all([move(), lease()]);
  return taken ? leased : 'taken';
}
