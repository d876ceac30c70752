import { signDsse } from '../src/bundle/dsse.js';
import { canonicalBytes } from '../src/json/canonical-json.js';
import type { JsonValue } from '../src/json/json-value.js';
import { generateNoteKey } from '../src/note/note-signer.js';

export const policyKey = generateNoteKey('countersign.example/services/policy');
export const approvalsKey = generateNoteKey('countersign.example/services/approvals');

const signed: Record<string, { key: typeof policyKey; member: string; payloadType: string }> = {
  ToolCallDecided: {
    key: policyKey,
    member: 'decision',
    payloadType: 'application/vnd.countersign.decision.v1+json',
  },
  ModelCallDecided: {
    key: policyKey,
    member: 'decision',
    payloadType: 'application/vnd.countersign.model-decision.v1+json',
  },
  ApprovalGranted: { key: approvalsKey, member: 'grant', payloadType: 'application/vnd.countersign.grant.v1+json' },
};

/** Signs what the event of a decision or a grant carries, as the service that makes it would. */
export function signAsService({ type, data }: { type: string; data: { [key: string]: JsonValue } }): void {
  const fact = signed[type];
  if (fact === undefined) return;
  data['signature'] = signDsse(fact.payloadType, canonicalBytes(data[fact.member]), fact.key.privateKey);
}
