import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseEventMessage, type PreparedEvent } from '@countersign/messaging';
import { jwtVerify } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { runTokenSigner } from '../issuers/run-token.js';
import { InMemoryCredentialsStore } from '../storage/in-memory-credentials-store.js';
import { checkRun } from './check-run.js';
import { closeRun } from './close-run.js';
import { openRun } from './open-run.js';
import type { LeaseRecord } from './ports.js';
import { revokeLeases } from './revoke-leases.js';

const start = Date.parse('2026-11-21T10:00:00.000Z');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const key = { keyId: 'key_1', tenant: 'acme', agent: 'triage', digest: 'd', createdAt: start, revokedAt: null };
const oneTimeKey = { kty: 'OKP' as const, crv: 'X25519' as const, x: 'key' };

let now: number;
let store: InMemoryCredentialsStore;
let published: PreparedEvent[];
beforeEach(async () => {
  now = start;
  published = [];
  store = new InMemoryCredentialsStore();
  await store.addAgentKey(key, []);
});

function parts() {
  let next = 0;
  return {
    ...{ store, clock: { now: () => now }, publish: async (events: PreparedEvent[]) => void published.push(...events) },
    ids: { next: (prefix: string) => `${prefix}_${next++}`, bytes: (count: number) => Buffer.alloc(count) },
    seal: async (value: string) => value,
    signRunToken: runTokenSigner(privateKey),
  };
}

const { tenant, agent, keyId } = key;
const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const wish = { tenant, agent, keyId, implicit: false, principal: 'ann', ttlSeconds: 60, oneTimeKey, traceparent };

async function open() {
  const opened = await openRun(parts())({ ...wish, scope: ['logs.*'], models: ['demo-*'] });
  if (!opened.ok) throw new Error(opened.refusal.reasonCode);
  return { runId: opened.value.runId, token: opened.value.sealedToken ?? '' };
}

const leafOf = (event: PreparedEvent | undefined) => {
  const parsed = event && parseEventMessage(event.subject, event.body);
  if (!parsed?.ok) throw new Error('there is no such event');
  return parsed.value.leaf;
};

function lease(run: string): LeaseRecord {
  const ids = { leaseId: 'lease_1', callId: 'call_1', decisionId: 'dec_1', grantId: null };
  return { ...ids, tenant, run, issuer: 'jwt', audience: 'a', scope: [], issuedAt: now, expiresAt: now + 60_000 };
}

describe('a run', () => {
  it('has a token that says whose it is, for whom, until when and for what', async () => {
    const { runId, token } = await open();
    const { payload, protectedHeader } = await jwtVerify(token, publicKey, { currentDate: new Date(now) });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'run+jwt' });
    expect(payload).toMatchObject({ jti: runId, sub: 'triage', key: 'key_1', tenant: 'acme', principal: 'ann' });
    expect(payload).toMatchObject({ scope: ['logs.*'], models: ['demo-*'], exp: start / 1000 + 60 });
    expect(leafOf(published[0])).toMatchObject({
      ...{ type: 'RunOpened', run: runId, traceparent },
      data: { scope: ['logs.*'], models: ['demo-*'] },
    });
  });

  it('counts until its time is over', async () => {
    const { runId } = await open();
    expect(await checkRun(parts())({ tenant, runId })).toMatchObject({ ok: true, value: { keyId } });
    now += 60_000;
    expect(await checkRun(parts())({ tenant, runId })).toMatchObject({ refusal: { reasonCode: 'run_expired' } });
  });

  it('counts for its own tenant only, and no longer than the key that opened it', async () => {
    const { runId } = await open();
    const refused = { refusal: { reasonCode: 'unauthenticated' } };
    expect(await checkRun(parts())({ tenant: 'other', runId })).toMatchObject(refused);
    await store.revokeAgentKey({ tenant, keyId, at: now }, () => []);
    expect(await checkRun(parts())({ tenant, runId })).toMatchObject(refused);
  });

  it('takes its leases with it when it is closed, and gets no more', async () => {
    const { runId } = await open();
    expect(await store.addLease(lease(runId), [])).toBe(true);
    expect(await closeRun(parts())({ tenant, agent, runId, traceparent })).toMatchObject({ ok: true });
    expect(await checkRun(parts())({ tenant, runId })).toMatchObject({ refusal: { reasonCode: 'run_closed' } });
    const told = store.outbox.events().map(({ type }) => type);
    expect(told.slice(-2)).toEqual(['RunClosed', 'LeaseRevoked']);
    expect(await store.addLease({ ...lease(runId), leaseId: 'lease_2', decisionId: 'dec_2' }, [])).toBe(false);
    expect(await revokeLeases(parts())()).toBe(0);
  });

  it('is closed by its own agent only', async () => {
    const { runId } = await open();
    expect(await closeRun(parts())({ tenant, agent: 'other', runId })).toMatchObject({ ok: false });
    expect(await checkRun(parts())({ tenant, runId })).toMatchObject({ ok: true });
  });
});
