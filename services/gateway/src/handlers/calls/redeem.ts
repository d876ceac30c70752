import { redeemLease, type Result } from '@countersign/contracts';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import type { Authority } from './authority.js';

/** A lease whose value is still being opened, which takes as long as sealing the intent. */
export interface SealedLease {
  leaseId: string;
  opening: Promise<string>;
}

/** Asks credentials for the one credential of this call. The value exists here in memory only, for the one request. */
export async function redeem(parts: CallParts, call: ToolCall, by: Authority): Promise<Result<SealedLease>> {
  const oneTimeKey = parts.oneTimeKeys.create();
  const { decision, signature } = by.decision;
  const redeemed = await parts.rpc.call(redeemLease, {
    decision,
    decisionSignature: signature,
    ...(by.recheck ? { recheck: by.recheck } : {}),
    ...(by.grant ? { grant: by.grant } : {}),
    oneTimeKey: oneTimeKey.publicJwk,
    traceparent: call.traceparent,
  });
  if (!redeemed.ok) return redeemed;
  const opening = oneTimeKey.open(redeemed.value.sealedValue);
  opening.catch(() => undefined);
  return { ok: true, value: { leaseId: redeemed.value.leaseId, opening } };
}
