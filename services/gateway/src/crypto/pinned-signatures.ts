import { verifyValue } from '@countersign/chassis';
import { decisionPayloadType, grantPayloadType, modelDecisionPayloadType } from '@countersign/contracts';
import type { KeyObject } from 'node:crypto';
import type { SignatureCheck } from '../handlers/ports/signature-check.js';

/** Checks signatures against public keys that configuration pins; nothing is learned from the bus. */
export function pinnedSignatures(keys: { policy: KeyObject; approvals: KeyObject }): SignatureCheck {
  return {
    decision: ({ decision, signature }) =>
      verifyValue({ payloadType: decisionPayloadType, value: decision, signature }, keys.policy),
    modelDecision: ({ decision, signature }) =>
      verifyValue({ payloadType: modelDecisionPayloadType, value: decision, signature }, keys.policy),
    grant: ({ grant, signature }) =>
      verifyValue({ payloadType: grantPayloadType, value: grant, signature }, keys.approvals),
  };
}
