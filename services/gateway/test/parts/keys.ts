import { signValue } from '@countersign/chassis';
import {
  decisionPayloadType,
  grantPayloadType,
  modelDecisionPayloadType,
  type Decision,
  type Grant,
  type ModelDecision,
} from '@countersign/contracts';
import { generateKeyPairSync } from 'node:crypto';
import { pinnedSignatures } from '../../src/crypto/pinned-signatures.js';

const policy = generateKeyPairSync('ed25519');
const approvals = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

/** Signatures as policy and approvals make them, and the check that the gateway uses in production. */
export const keys = {
  signatures: pinnedSignatures({ policy: policy.publicKey, approvals: approvals.publicKey }),
  sign: (decision: Decision) => ({ decision, signature: signValue(decisionPayloadType, decision, policy.privateKey) }),
  signModel: (decision: ModelDecision) => ({
    decision,
    signature: signValue(modelDecisionPayloadType, decision, policy.privateKey),
  }),
  grant: (grant: Grant) => ({ grant, signature: signValue(grantPayloadType, grant, approvals.privateKey) }),
  forge: (decision: Decision) => ({
    decision,
    signature: signValue(decisionPayloadType, decision, stranger.privateKey),
  }),
  forgeGrant: (grant: Grant) => ({ grant, signature: signValue(grantPayloadType, grant, policy.privateKey) }),
};
