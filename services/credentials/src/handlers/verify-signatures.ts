import { verifyValue } from '@countersign/chassis';
import { decisionPayloadType, grantPayloadType, type Decision, type Grant, type Refusal } from '@countersign/contracts';
import type { KeyObject } from 'node:crypto';

export interface SignedRedemption {
  decision: Decision;
  decisionSignature: string;
  recheck?: { decision: Decision; signature: string } | undefined;
  grant?: { grant: Grant; signature: string } | undefined;
}

/** Null when every signature holds. */
export type VerifySignatures = (redemption: SignedRedemption) => Refusal | null;

/** Credentials trusts no one's word for a decision: only signatures under the pinned keys of policy and approvals. */
export function verifySignatures(keys: { policy: KeyObject; approvals: KeyObject }): VerifySignatures {
  const decisionHolds = (value: Decision, signature: string) =>
    verifyValue({ payloadType: decisionPayloadType, value, signature }, keys.policy);
  return ({ decision, decisionSignature, recheck, grant }) => {
    const decided =
      decisionHolds(decision, decisionSignature) && (!recheck || decisionHolds(recheck.decision, recheck.signature));
    if (!decided)
      return { reasonCode: 'decision_signature_invalid', message: 'The decision was not signed by policy.' };
    const granted =
      !grant ||
      verifyValue({ payloadType: grantPayloadType, value: grant.grant, signature: grant.signature }, keys.approvals);
    return granted
      ? null
      : { reasonCode: 'grant_signature_invalid', message: 'The grant was not signed by approvals.' };
  };
}
