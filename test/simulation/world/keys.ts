import { signValue } from '@countersign/chassis';
import {
  decisionPayloadType,
  grantPayloadType,
  modelDecisionPayloadType,
  type Decision,
  type Grant,
  type ModelDecision,
} from '@countersign/contracts';
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** PKCS #8 of an Ed25519 key, without its 32 bytes. */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The same in every run, so that a seed replays to the byte. */
function keyOf(byte: number): { privateKey: KeyObject; publicKey: KeyObject } {
  const der = Buffer.concat([prefix, Buffer.alloc(32, byte)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

const policy = keyOf(1);
const approvals = keyOf(2);

export const trusted = { policy: policy.publicKey, approvals: approvals.publicKey };

export const signing = {
  decision: (decision: Decision) => signValue(decisionPayloadType, decision, policy.privateKey),
  modelDecision: (decision: ModelDecision) => signValue(modelDecisionPayloadType, decision, policy.privateKey),
  grant: (grant: Grant) => signValue(grantPayloadType, grant, approvals.privateKey),
};
