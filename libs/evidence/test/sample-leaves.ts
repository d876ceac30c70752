import { digestOfBytes, digestOfJson } from '../src/hashing/digest.js';
import { saltedCommitment } from '../src/hashing/salted-commitment.js';
import { canonicalBytes } from '../src/json/canonical-json.js';
import type { JsonValue } from '../src/json/json-value.js';
import { signAsService } from './sample-signatures.js';

export type LeafJson = { [key: string]: JsonValue } & {
  id: string;
  type: string;
  tenant: string;
  time: string;
  data: { [key: string]: JsonValue };
};

export interface SamplePayload {
  name: string;
  salt: Buffer;
  bytes: Buffer;
}

/** A leaf with the contents that it commits to. */
export interface SampleEvent {
  leaf: LeafJson;
  payloads: SamplePayload[];
}

const START = Date.parse('2026-03-01T08:00:00.000Z');
export const REVISION = digestOfBytes(Buffer.from('governance 1'));
const RESULT = { ok: true };
const inputOf = (callId: string): JsonValue => ({ callId, tool: 'shell.exec' });

const WRITERS: Record<string, string> = {
  Approval: 'approvals',
  Lease: 'credentials',
  Run: 'credentials',
  Governance: 'policy',
};
const sourceOf = (type: string): string => {
  if (type.endsWith('Decided')) return 'policy';
  if (type === 'CheckpointPublished' || type === 'SealerStarted') return 'audit';
  return Object.entries(WRITERS).find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'gateway';
};

/** Writes events one second apart, as the services would. */
export class SampleRecord {
  readonly events: SampleEvent[] = [];

  constructor(private readonly tenant = 'acme') {}

  add(type: string, data: { [key: string]: JsonValue }, contents: Record<string, JsonValue> = {}): string {
    const n = this.events.length;
    const id = `ev-${String(n).padStart(5, '0')}`;
    const payloads = Object.entries(contents).map(([name, value]) => payloadOf(name, value, `${id} ${name}`));
    const leaf: LeafJson = {
      v: 1,
      id,
      source: sourceOf(type),
      tenant: this.tenant,
      time: new Date(START + n * 1000).toISOString(),
      actor: { kind: 'service', id: sourceOf(type) },
      subject: String(data['callId'] ?? id),
      type,
      data,
      ...(n === 0 ? {} : { cause: [this.events[n - 1]?.leaf.id ?? ''] }),
    };
    signAsService(leaf);
    if (payloads.length > 0) leaf['payloads'] = payloads.map(commitmentOf);
    this.events.push({ leaf, payloads });
    return id;
  }

  decision(callId: string, verdict: 'allow' | 'hold' | 'deny', args: JsonValue = { path: '/workspace' }): Decision {
    const action = {
      tenant: this.tenant,
      agent: 'triage',
      tool: 'shell.exec',
      toolDefinitionDigest: digestOfBytes(Buffer.from('definition')),
      argumentsDigest: digestOfJson(args),
      target: 'shell://sandbox',
      credentialScope: [] as string[],
      policyRevision: REVISION,
    };
    const approvers = { groups: ['on-call'], people: ['ann', 'bob', 'eve'], quorum: 2, expiresInSeconds: 3600 };
    return {
      ...action,
      kind: 'tool_call',
      decisionId: `dec-${callId}`,
      callId,
      verdict,
      inputDigest: digestOfJson(inputOf(callId)),
      principal: 'pat',
      owner: 'olga',
      actionDigest: digestOfJson(action),
      ...(verdict === 'hold' ? { approvers } : {}),
    };
  }

  allowedCall(callId: string): void {
    const decision = this.decision(callId, 'allow');
    this.propose(callId, decision, { path: '/workspace' });
    this.run(callId, decision);
  }

  heldCall(callId: string, voters: readonly string[] = ['ann', 'bob']): void {
    const args = { command: `rm ${callId}` };
    const decision = this.decision(callId, 'hold', args);
    const { actionDigest, decisionId } = decision;
    this.propose(callId, decision, args);
    const approvalId = `apr-${callId}`;
    this.add('ApprovalRequested', { approvalId, callId, decisionId, actionDigest });
    for (const person of voters)
      this.add('ApprovalVoted', { approvalId, callId, actionDigest, person, vote: 'approve', channel: 'web' });
    const expiresAt = new Date(START + 86_400_000).toISOString();
    const bound = { tenant: this.tenant, approvalId, callId, decisionId, actionDigest, expiresAt };
    const grant = { ...bound, grantId: `grt-${callId}`, approvedBy: [...voters], quorum: 2, grantedAt: expiresAt };
    this.add('ApprovalGranted', { grant });
    this.run(callId, decision, { grantId: grant.grantId });
  }

  private propose(callId: string, decision: Decision, args: JsonValue): void {
    this.add('ToolCallProposed', { callId, argumentsDigest: decision.argumentsDigest }, { arguments: args });
    this.add('ToolCallDecided', { decision }, { input: inputOf(callId) });
  }

  private run(
    callId: string,
    { decisionId, actionDigest, argumentsDigest }: Decision,
    grant: { grantId?: string } = {},
  ): void {
    const leaseId = `lse-${callId}`;
    this.add('LeaseIssued', { leaseId, callId, decisionId, actionDigest, ...grant });
    this.add('ToolCallStarted', {
      callId,
      decisionId,
      leaseId,
      actionDigest,
      argumentsDigest,
      target: 'shell://sandbox',
      ...grant,
    });
    this.add('ToolCallSucceeded', { callId, resultDigest: digestOfJson(RESULT), durationMs: 7 }, { result: RESULT });
  }
}

type Decision = { [key: string]: JsonValue } & { decisionId: string; actionDigest: string; argumentsDigest: string };

function payloadOf(name: string, value: JsonValue, seed: string): SamplePayload {
  const salt = Buffer.from(digestOfBytes(Buffer.from(seed)).slice('sha256:'.length), 'hex');
  return { name, salt, bytes: canonicalBytes(value) };
}

function commitmentOf({ name, salt, bytes }: SamplePayload): JsonValue {
  return { name, commitment: saltedCommitment(salt, bytes), mediaType: 'application/json', bytes: bytes.length };
}
