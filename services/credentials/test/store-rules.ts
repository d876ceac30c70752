import { expect, it } from '@jest/globals';
import { instantOf } from '@countersign/chassis';
import { leaseExpired } from '@countersign/contracts';
import { prepareEvent, type OutboxStore, type PreparedEvent } from '@countersign/messaging';
import type { CredentialsStore, LeaseRecord, RunRecord } from '../src/handlers/ports.js';

export interface Stored {
  store: CredentialsStore;
  outbox: OutboxStore;
}

const now = Date.parse('2026-11-21T10:00:00.000Z');
let nth = 0;

/** Of this test alone, so that none sees what another left. */
export function names() {
  const n = `${process.pid}x${nth++}`;
  return { tenant: `acme-${n}`, other: `globex-${n}`, id: (what: string) => `${what}_${n}` };
}
export type Names = ReturnType<typeof names>;

export function event({ tenant, id }: Names, what: string): PreparedEvent {
  const data = { leaseId: id('lease'), expiredAt: instantOf(now) };
  const actor = { kind: 'service' as const, id: 'credentials' };
  return prepareEvent(leaseExpired, { id: id(what), tenant, time: instantOf(now), actor, subject: id('lease'), data });
}

export function lease({ tenant, id }: Names, change: Partial<LeaseRecord> = {}): LeaseRecord {
  return {
    ...{
      leaseId: id('lease'),
      tenant,
      run: null,
      callId: id('call'),
      decisionId: id('dec'),
      grantId: id('gr'),
      issuer: 'jwt',
    },
    ...{ audience: 'https://target.example', scope: ['logs:read'], issuedAt: now, expiresAt: now + 60_000 },
    ...change,
  };
}

function run({ tenant, id }: Names, change: Partial<RunRecord> = {}): RunRecord {
  return {
    ...{ runId: id('run'), tenant, agent: 'triage', keyId: id('key'), sessionDigest: id('session'), principal: null },
    ...{ scope: ['logs.read'], models: ['demo-*'], expiresAt: now + 60_000, closedAt: null },
    ...change,
  };
}

/** Which of these events wait to be published. */
async function owed({ outbox }: Stored, { tenant }: Names): Promise<string[]> {
  return (await outbox.due(1_000)).filter((row) => row.tenant === tenant).map((row) => row.id.split('_')[0] ?? '');
}

/** What holds for every store of credentials, wherever it keeps its rows. */
export function storeRules(open: () => Stored): void {
  it('finds a key by its digest, shows it to its tenant only and revokes it once', async () => {
    const [stored, n] = [open(), names()];
    const key = { keyId: n.id('key'), tenant: n.tenant, agent: 'triage', digest: n.id('sha256'), createdAt: now };
    await stored.store.addAgentKey({ ...key, revokedAt: null }, [event(n, 'issued')]);
    expect(await stored.store.agentKeyByDigest(key.digest)).toEqual({ ...key, revokedAt: null });
    expect([await stored.store.agentKeys(n.other), await stored.store.agentKeys(n.tenant)]).toMatchObject([[], [key]]);
    const revoke = (tenant: string, what: string) =>
      stored.store.revokeAgentKey({ tenant, keyId: key.keyId, at: now }, () => [event(n, what)]);
    expect([
      await revoke(n.other, 'foreign'),
      await revoke(n.tenant, 'revoked'),
      await revoke(n.tenant, 'again'),
    ]).toEqual([false, true, false]);
    expect((await stored.store.agentKeyByDigest(key.digest))?.revokedAt).toBe(now);
    expect(await owed(stored, n)).toEqual(['issued', 'revoked']);
  });

  it('takes up the run of a session until it is closed or over, and closes it once', async () => {
    const [stored, n] = [open(), names()];
    const opened = run(n);
    await stored.store.addRun(opened, [event(n, 'opened')]);
    const session = { tenant: n.tenant, agent: 'triage', keyId: n.id('key'), sessionDigest: n.id('session'), now };
    const active = (change: object) => stored.store.activeRun({ ...session, ...change });
    expect(await active({})).toEqual(opened);
    expect([
      await active({ agent: 'other' }),
      await active({ sessionDigest: 'x' }),
      await active({ tenant: n.other }),
    ]).toEqual([null, null, null]);
    expect(await active({ now: now + 60_000 })).toBeNull();
    const close = (change: object, what: string) =>
      stored.store.closeRun({ tenant: n.tenant, runId: opened.runId, agent: null, at: now, ...change }, [
        event(n, what),
      ]);
    expect([await close({ tenant: n.other }, 'foreign'), await close({ agent: 'other' }, 'stranger')]).toEqual([
      false,
      false,
    ]);
    expect([await close({ agent: 'triage' }, 'closed'), await close({}, 'again')]).toEqual([true, false]);
    expect([await active({}), await owed(stored, n)]).toEqual([null, ['opened', 'closed']]);
  });

  it('stores one lease for a decision and for a grant of a tenant, with its event or not at all', async () => {
    const [stored, n] = [open(), names()];
    const add = (change: Partial<LeaseRecord>, what: string) => {
      const next = lease(n, { leaseId: n.id(what), ...change });
      return stored.store.addLease(next, [{ ...event(n, what), tenant: next.tenant }]);
    };
    expect(await add({}, 'first')).toBe(true);
    expect(await add({}, 'again')).toBe(false);
    expect(await add({ decisionId: n.id('dec2') }, 'grant')).toBe(false);
    expect(await add({ grantId: n.id('gr2') }, 'decision')).toBe(false);
    expect(await add({ tenant: n.other }, 'elsewhere')).toBe(true);
    expect([
      await add({ decisionId: null, grantId: null }, 'p1'),
      await add({ decisionId: null, grantId: null }, 'p2'),
    ]).toEqual([true, true]);
    expect(await owed(stored, n)).toEqual(['first', 'p1', 'p2']);
    expect((await stored.store.liveLease(n.tenant, n.id('dec')))?.leaseId).toBe(n.id('first'));
    expect(await stored.store.liveLease('nobody', n.id('dec'))).toBeNull();
  });

  it('puts one lease in the place of another, once', async () => {
    const [stored, n] = [open(), names()];
    await stored.store.addLease(lease(n), [event(n, 'first')]);
    const former = await stored.store.liveLease(n.tenant, n.id('dec'));
    if (!former) throw new Error('the lease is not there');
    const replace = (what: string, seen = former) =>
      stored.store.replaceLease(seen, lease(n, { leaseId: n.id(what) }), [event(n, what)]);
    expect(await replace('stale', { ...former, ended: true })).toBe(false);
    expect(await replace('foreign', { ...former, tenant: n.other })).toBe(false);
    expect([await replace('second'), await replace('third')]).toEqual([true, false]);
    expect(await stored.store.liveLease(n.tenant, n.id('dec'))).toMatchObject({
      leaseId: n.id('second'),
      ended: false,
    });
    expect(await owed(stored, n)).toEqual(['first', 'second']);
  });

  it('ends a lease once, and one that was replaced not at all', async () => {
    const [stored, n] = [open(), names()];
    await stored.store.addLease(lease(n), [event(n, 'first')]);
    const former = await stored.store.liveLease(n.tenant, n.id('dec'));
    await stored.store.replaceLease(former ?? (lease(n) as never), lease(n, { leaseId: n.id('second') }), []);
    const ended: string[] = [];
    const end = (at: number) =>
      stored.store.endLeases(at, 1_000, (each) => {
        if (each.tenant === n.tenant) ended.push(each.leaseId);
        return { ...event(n, `ended_${each.leaseId}`), tenant: each.tenant };
      });
    await end(now + 59_999);
    expect(ended).toEqual([]);
    await end(now + 60_000);
    await end(now + 120_000);
    expect(ended).toEqual([n.id('second')]);
  });

  it('takes the leases of a run with it when it is closed, and stores no more for it', async () => {
    const [stored, n] = [open(), names()];
    const [opened, other] = [run(n), run(n, { runId: n.id('other'), sessionDigest: null, models: null })];
    await stored.store.addRun(opened, [event(n, 'opened')]);
    await stored.store.addRun(other, [event(n, 'other')]);
    expect(await stored.store.run({ tenant: n.tenant, runId: other.runId })).toEqual(other);
    expect(await stored.store.run({ tenant: n.other, runId: other.runId })).toBeNull();
    const add = (what: string, runId: string) => {
      const next = lease(n, { leaseId: n.id(what), run: runId, decisionId: n.id(what), grantId: null });
      return stored.store.addLease(next, [event(n, what)]);
    };
    expect([await add('mine', opened.runId), await add('theirs', other.runId)]).toEqual([true, true]);
    const revoked: string[] = [];
    const revoke = () =>
      stored.store.revokeLeases(1_000, (each) => {
        if (each.tenant === n.tenant) revoked.push(each.leaseId);
        return { ...event(n, `revoked_${each.leaseId}`), tenant: each.tenant };
      });
    await revoke();
    expect(revoked).toEqual([]);
    const closing = { tenant: n.tenant, runId: opened.runId, agent: null, at: now };
    expect(await stored.store.closeRun(closing, [event(n, 'closed')])).toBe(true);
    await revoke();
    await revoke();
    expect([revoked, await add('late', opened.runId)]).toEqual([[n.id('mine')], false]);
  });
}
