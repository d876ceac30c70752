import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  actionDigestInput,
  parseEventSubject,
  type Decision,
  type Grant,
  type ToolDocument,
} from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import type { PreparedEvent } from '@countersign/messaging';
import { InMemoryCredentialsStore } from '../storage/in-memory-credentials-store.js';
import { expireLeases } from './expire-leases.js';
import { redeemLease, type RedeemRequest } from './redeem-lease.js';

const start = Date.parse('2026-11-21T10:00:00.000Z');
const digest = `sha256:${'a'.repeat(64)}`;
const oneTimeKey = { kty: 'OKP' as const, crv: 'X25519' as const, x: 'key' };
const tool = {
  name: 'logs.read',
  connector: { kind: 'http', baseUrl: 'https://target.example', method: 'GET', path: '/logs' },
  credential: { issuer: 'jwt', scope: ['logs:read'], ttlSeconds: 60 },
} as unknown as ToolDocument;

let now = start;
let started: boolean | null;
let store: InMemoryCredentialsStore;
let published: PreparedEvent[];
beforeEach(() => {
  now = start;
  started = false;
  store = new InMemoryCredentialsStore();
  published = [];
});

function decision(change: Partial<Decision>): Decision {
  const base = {
    ...{ kind: 'tool_call', decisionId: 'dec_1', tenant: 'acme', callId: 'call_1', phase: 'initial', agent: 'triage' },
    ...{ run: 'run_1', tool: 'logs.read', verdict: 'allow', reasonCode: 'rule', reasons: [], rule: null },
    ...{ policyRevision: digest, inputDigest: digest, argumentsDigest: digest, toolDefinitionDigest: digest },
    ...{ target: 'GET https://target.example/logs', credentialScope: ['logs:read'], effects: [], proven: true },
    ...{ obligations: {}, principal: null, owner: 'ola.owner', decidedAt: new Date(now).toISOString() },
    ...change,
  } as Decision;
  return { ...base, actionDigest: digestOfJson(actionDigestInput(base)) };
}

const approvers = { groups: [], people: ['ada.oncall'], quorum: 1, expiresInSeconds: 3600 };
const allowed = (): RedeemRequest => ({ decision: decision({}), decisionSignature: 's', oneTimeKey });

/** A granted call, decided again just now. */
function granted(): RedeemRequest {
  const held = decision({ verdict: 'hold', approvers, decidedAt: '2026-11-21T09:00:00.000Z' });
  const grant: Grant = {
    ...{ grantId: 'gr_1', tenant: 'acme', approvalId: 'apr_1', callId: 'call_1', decisionId: 'dec_1' },
    ...{ actionDigest: held.actionDigest, approvedBy: ['ada.oncall'], quorum: 1 },
    ...{ grantedAt: '2026-11-21T09:30:00.000Z', expiresAt: '2026-11-21T11:00:00.000Z' },
  };
  const again = decision({ verdict: 'hold', approvers, phase: 'recheck', decisionId: `rck_${now}` });
  const signed = { recheck: { decision: again, signature: 's' }, grant: { grant, signature: 's' } };
  return { decision: held, decisionSignature: 's', ...signed, oneTimeKey };
}

async function redeem(request: RedeemRequest): Promise<string> {
  let next = 0;
  const answer = await redeemLease({
    ...{ store, clock: { now: () => now }, verify: () => null, decisionMaxAgeMs: 60_000 },
    ids: { next: (prefix: string) => `${prefix}_${now}_${next++}`, bytes: (count: number) => Buffer.alloc(count) },
    publish: async (events) => void published.push(...events),
    seal: async (value) => `sealed ${value}`,
    issuers: new Map([['jwt', { mint: async ({ leaseId }) => `token of ${leaseId}` }]]),
    tool: async () => ({ ok: true, value: tool }),
    hasStarted: async () => started,
  })(request);
  return answer.ok ? 'minted' : answer.refusal.reasonCode;
}

const types = () => published.map(({ subject }) => parseEventSubject(subject)?.type);

describe('redeeming again after the reply was lost', () => {
  it('revokes the lease that never reached its gateway and mints another, both on the record', async () => {
    expect(await redeem(granted())).toBe('minted');
    now += 5_000;
    expect(await redeem(granted())).toBe('minted');
    expect(types()).toEqual(['LeaseIssued', 'LeaseRevoked', 'LeaseIssued']);
  });

  it('mints nothing once the record says that the call has started', async () => {
    await redeem(granted());
    now += 5_000;
    started = true;
    expect(await redeem(granted())).toBe('already_redeemed');
    expect(types()).toEqual(['LeaseIssued', 'LeaseRefused']);
  });

  it('waits while the first one may still be used, or the record cannot be asked', async () => {
    await redeem(granted());
    now += 4_999;
    expect(await redeem(granted())).toBe('lease_outstanding');
    now += 1;
    started = null;
    expect(await redeem(granted())).toBe('lease_outstanding');
  });

  it('mints nothing again for a call that needed no grant', async () => {
    await redeem(allowed());
    now += 5_000;
    expect(await redeem(allowed())).toBe('already_redeemed');
  });

  it('mints nothing for another call under the same grant', async () => {
    await redeem(granted());
    now += 5_000;
    const other = granted();
    const moved = { ...other, decision: { ...other.decision, decisionId: 'dec_2' } };
    moved.grant = { grant: { ...(other.grant as { grant: Grant }).grant, decisionId: 'dec_2' }, signature: 's' };
    expect(await redeem(moved)).toBe('already_redeemed');
  });

  it('ends every lease once: the revoked one does not expire, an expired one is not revoked', async () => {
    await redeem(granted());
    now += 61_000;
    const parts = { store, clock: { now: () => now } };
    expect(await expireLeases(parts)()).toBe(1);
    expect(await redeem(granted())).toBe('minted');
    now += 5_000;
    expect(await redeem(granted())).toBe('minted');
    now += 61_000;
    expect(await expireLeases(parts)()).toBe(1);
    expect(types()).toEqual(['LeaseIssued', 'LeaseIssued', 'LeaseRevoked', 'LeaseIssued']);
  });

  it('keeps no credential and publishes none', async () => {
    await redeem(granted());
    now += 5_000;
    await redeem(granted());
    const kept = [...published, ...store.outbox.events()].map(({ body }) => Buffer.from(body).toString('latin1'));
    expect(kept.join()).not.toContain('token of');
  });
});
