import { signValue, type Clock } from '@countersign/chassis';
import {
  decisionPayloadType,
  grantPayloadType,
  modelDecisionPayloadType,
  type Decision,
  type Grant,
  type ModelDecision,
} from '@countersign/contracts';
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { runTokenCheck } from '../../src/crypto/run-token-check.js';
import { pinnedSignatures } from '../../src/crypto/pinned-signatures.js';

const policy = generateKeyPairSync('ed25519');
const approvals = generateKeyPairSync('ed25519');
const credentials = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

/** Signatures as policy and approvals make them, and the check that the gateway uses in production. */
export const keys = {
  signatures: pinnedSignatures({ policy: policy.publicKey, approvals: approvals.publicKey }),
  sign: (decision: Decision) => ({ decision, signature: signValue(decisionPayloadType, decision, policy.privateKey) }),
  signModel: (decision: ModelDecision) => ({
    decision,
    signature: signValue(modelDecisionPayloadType, decision, policy.privateKey),
  }),
  runTokens: (clock: Clock) => runTokenCheck(credentials.publicKey, clock),
  /** A run token as credentials signs it; `by` a stranger unless said otherwise. */
  runToken: (claims: Record<string, unknown>, times: { at: number; seconds: number }, isForged = false) =>
    new SignJWT({ tenant: 'acme', key: 'key_1', principal: null, scope: null, models: null, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'run+jwt' })
      .setIssuer('countersign')
      .setAudience('countersign-gateway')
      .setSubject('triage')
      .setJti('run_1')
      .setIssuedAt(Math.floor(times.at / 1000))
      .setExpirationTime(Math.floor(times.at / 1000) + times.seconds)
      .sign(isForged ? stranger.privateKey : credentials.privateKey),
  grant: (grant: Grant) => ({ grant, signature: signValue(grantPayloadType, grant, approvals.privateKey) }),
  forge: (decision: Decision) => ({
    decision,
    signature: signValue(decisionPayloadType, decision, stranger.privateKey),
  }),
  forgeGrant: (grant: Grant) => ({ grant, signature: signValue(grantPayloadType, grant, policy.privateKey) }),
};
