import type { Result } from '@countersign/contracts';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { seal } from '../events/seal.js';
import { startedEvent } from '../events/started-event.js';
import { recordUnavailable, refused } from '../refused.js';
import type { Authority } from './authority.js';
import { redeem, type SealedLease } from './redeem.js';

export interface Claim {
  by: Authority;
  needsLease: boolean;
}

export interface Lease {
  leaseId: string;
  value: string;
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
    const [sealed, opened] = await Promise.allSettled([seal(parts, [intent]), opening(leased.value)]);
    if (sealed.status === 'rejected' || opened.status === 'rejected') throw rejection([sealed, opened]);
    return sealed.value ? { ok: true, value: opened.value } : recordUnavailable();
  } catch (error) {
    parts.report(error, { part: 'start a call', call: call.id });
    return refused('internal_error', 'Something unexpected happened before the call could start.');
  }
}

async function opening(lease: SealedLease | null): Promise<Lease | null> {
  return lease && { leaseId: lease.leaseId, value: await lease.opening };
}

function rejection(results: PromiseSettledResult<unknown>[]): unknown {
  return results.find((result) => result.status === 'rejected')?.reason;
}

/** Takes the call and its credential: at the same time for an allowed call, on which no other replica works; a grant reaches them all. */
async function take(
  parts: CallParts,
  call: ToolCall,
  { by, needsLease }: Claim,
): Promise<Result<SealedLease | null> | 'taken'> {
  const move = () => parts.calls.move(call, { status: 'started', replica: parts.replica, decision: by.decision });
  const lease = async (): Promise<Result<SealedLease | null>> =>
    needsLease ? redeem(parts, call, by) : { ok: true, value: null };
  if (by.grant) return (await move()) ? lease() : 'taken';
  const [taken, leased] = await Promise.all([move(), lease()]);
  return taken ? leased : 'taken';
}
