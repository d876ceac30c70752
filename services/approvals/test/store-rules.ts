import { expect, it } from '@jest/globals';
import { instantOf } from '@countersign/chassis';
import { approvalExpired, approvalVoted } from '@countersign/contracts';
import { prepareEvent, type OutboxStore, type PreparedEvent } from '@countersign/messaging';
import type { Approval } from '../src/domain/approval.js';
import { requestApproval } from '../src/domain/request-approval.js';
import type { ApprovalsStore, PersonRecord } from '../src/handlers/ports.js';
import { heldDecision } from './held-decision.js';

export interface Stored {
  store: ApprovalsStore;
  outbox: OutboxStore;
}

const now = Date.parse('2026-11-21T12:00:00.000Z');
const hour = 3_600_000;
let nth = 0;

/** Of this test alone, so that none sees what another left. */
export function names() {
  const n = `${process.pid}x${nth++}`;
  return { n, tenant: `acme-${n}`, other: `globex-${n}` };
}
export type Names = ReturnType<typeof names>;

/** `what` is unique within a test: the event's id. */
export function event(approval: Approval, what: string): PreparedEvent {
  const { tenant, approvalId } = approval;
  const { callId, actionDigest } = approval.decision;
  const envelope = { id: `${what}_${approvalId}`, tenant, time: instantOf(now), subject: approvalId };
  const actor = { kind: 'person' as const, id: 'ada.oncall' };
  const data = { approvalId, callId, actionDigest };
  if (what === 'expired') return prepareEvent(approvalExpired, { ...envelope, actor, data });
  const vote = { person: 'ada.oncall', vote: 'approve' as const, channel: 'api' as const };
  return prepareEvent(approvalVoted, { ...envelope, actor, data: { ...data, ...vote } });
}

export function approval({ tenant, n }: Names, suffix = '1', at = now): Approval {
  const decision = heldDecision(`call_${n}${suffix}`, { tenant });
  return { ...requestApproval({ decision, argumentsText: '{}', traceparent: null }, at), requestedAt: at };
}

async function owed({ outbox }: Stored, { tenant }: Names): Promise<string[]> {
  return (await outbox.due(1_000)).filter((row) => row.tenant === tenant).map((row) => row.id.split('_')[0] ?? '');
}

const person = ({ tenant }: Names, name: string, ...roles: PersonRecord['roles']): PersonRecord => ({
  ...{ tenant, person: name, displayName: name, roles },
});

/** What holds for every store of approvals, wherever it keeps its rows. */
export function storeRules(open: () => Stored): void {
  it('adds an approval once, and shows it to its tenant only', async () => {
    const [stored, n] = [open(), names()];
    const held = approval(n);
    expect([
      await stored.store.add(held, [event(held, 'asked')]),
      await stored.store.add(held, [event(held, 'again')]),
    ]).toEqual([true, false]);
    expect(await stored.store.get(n.tenant, held.approvalId)).toEqual(held);
    expect([
      await stored.store.get(n.other, held.approvalId),
      await stored.store.list({ tenant: n.other, limit: 10 }),
    ]).toEqual([null, []]);
    expect(await owed(stored, n)).toEqual(['asked']);
  });

  it('changes what is there now, or nothing', async () => {
    const [stored, n] = [open(), names()];
    const held = approval(n);
    await stored.store.add(held, [event(held, 'asked')]);
    const grant = (tenant: string, what: string) =>
      stored.store.change({ tenant, approvalId: held.approvalId }, (current) =>
        current.status === 'pending'
          ? { approval: { ...current, status: 'granted' as const, decidedAt: now }, events: [event(held, what)] }
          : null,
      );
    expect(await grant(n.other, 'foreign')).toBeNull();
    expect((await grant(n.tenant, 'granted'))?.approval.status).toBe('granted');
    expect(await grant(n.tenant, 'twice')).toBeNull();
    expect(await stored.store.get(n.tenant, held.approvalId)).toMatchObject({ status: 'granted', decidedAt: now });
    expect(await owed(stored, n)).toEqual(['asked', 'granted']);
  });

  it('lets of many votes at once only one be the last', async () => {
    const [stored, n] = [open(), names()];
    const held = approval(n);
    await stored.store.add(held, []);
    const vote = (what: string) =>
      stored.store.change({ tenant: n.tenant, approvalId: held.approvalId }, (current) => {
        const votes = [
          ...current.votes,
          { person: what, vote: 'approve' as const, channel: 'api' as const, at: now, reason: null },
        ];
        return current.votes.length < 2 ? { approval: { ...current, votes }, events: [event(held, what)] } : null;
      });
    const done = await Promise.all(['a', 'b', 'c', 'd'].map(vote));
    expect(done.filter((change) => change !== null)).toHaveLength(2);
    expect((await stored.store.get(n.tenant, held.approvalId))?.votes).toHaveLength(2);
    expect(await owed(stored, n)).toHaveLength(2);
  });

  it('owes what happened to one approval in the order in which it happened', async () => {
    const [stored, n] = [open(), names()];
    const [held, beside] = [approval(n), approval(n, '2')];
    await stored.store.add(beside, [event(beside, 'zz')]);
    await stored.store.add(held, [event(held, 'zasked')]);
    const key = { tenant: n.tenant, approvalId: held.approvalId };
    for (const events of [[event(held, 'y1'), event(held, 'x2')], [event(held, 'a3')]])
      await stored.store.change(key, (current) => ({ approval: current, events }));
    const ids = (await stored.store.owed(key)).map(({ id }) => id.split('_')[0]);
    expect(ids).toEqual(['zasked', 'y1', 'x2', 'a3']);
    expect(await stored.store.owed({ ...key, tenant: n.other })).toEqual([]);
  });

  it('pages from the newest on, by status and agent', async () => {
    const [stored, n] = [open(), names()];
    const all = ['1', '2', '3', '4'].map((suffix, nth) => approval(n, suffix, now + Math.floor(nth / 2)));
    for (const one of all) await stored.store.add(one, []);
    const ids = async (query: object) =>
      (await stored.store.list({ tenant: n.tenant, limit: 10, ...query })).map(({ approvalId }) => approvalId);
    const [a, b, c, d] = all.map(({ approvalId }) => approvalId) as [string, string, string, string];
    expect(await ids({})).toEqual([d, c, b, a]);
    expect(await ids({ before: { requestedAt: now + 1, approvalId: c } })).toEqual([b, a]);
    expect([await ids({ limit: 1 }), await ids({ agent: 'other' }), await ids({ status: 'granted' })]).toEqual([
      [d],
      [],
      [],
    ]);
  });

  it('names what is overdue, and keeps the last word about a call', async () => {
    const [stored, n] = [open(), names()];
    const held = approval(n);
    const key = { tenant: n.tenant, approvalId: held.approvalId };
    await stored.store.add(held, []);
    const isOverdue = async (at: number) =>
      (await stored.store.overdue(at, 1_000)).some(({ approvalId }) => approvalId === held.approvalId);
    expect([await isOverdue(now + hour - 1), await isOverdue(now + hour)]).toEqual([false, true]);
    await stored.store.setCallStatus({ ...key, tenant: n.other }, 'failed');
    expect((await stored.store.get(n.tenant, held.approvalId))?.callStatus).toBe('waiting');
    for (const status of ['executing', 'executed', 'executing'] as const) await stored.store.setCallStatus(key, status);
    expect((await stored.store.get(n.tenant, held.approvalId))?.callStatus).toBe('executed');
  });

  it('remembers for a day that a call has ended', async () => {
    const [stored, n] = [open(), names()];
    const key = (approvalId: string, tenant = n.tenant) => ({ tenant, approvalId });
    await stored.store.noteEnded(key('apr_1'), now);
    await stored.store.noteEnded(key('apr_1'), now);
    expect([await stored.store.hasEnded(key('apr_1')), await stored.store.hasEnded(key('apr_1', n.other))]).toEqual([
      true,
      false,
    ]);
    await stored.store.noteEnded(key('apr_2'), now + 24 * hour + 1);
    expect([await stored.store.hasEnded(key('apr_1')), await stored.store.hasEnded(key('apr_2'))]).toEqual([
      false,
      true,
    ]);
  });

  it('finds a token by its digest and revokes it once', async () => {
    const [stored, n] = [open(), names()];
    const token = {
      tokenId: `tok_${n.n}`,
      tenant: n.tenant,
      person: 'ada.oncall',
      digest: `sha256-${n.n}`,
      revokedAt: null,
    };
    await stored.store.addToken(token, []);
    expect(await stored.store.tokenByDigest(token.digest)).toEqual(token);
    const revoke = (tenant: string) => stored.store.revokeToken({ tenant, tokenId: token.tokenId, at: now }, () => []);
    expect([await revoke(n.other), await revoke(n.tenant), await revoke(n.tenant)]).toEqual([false, true, false]);
    expect((await stored.store.tokenByDigest(token.digest))?.revokedAt).toBe(now);
  });

  it('takes the people of the newest revision, whatever comes late, and leaves the first administrator their role', async () => {
    const [stored, n] = [open(), names()];
    const token = { tokenId: `tok_${n.n}`, tenant: n.tenant, person: 'root', digest: `sha256-${n.n}`, revokedAt: null };
    await stored.store.addBootstrapAdmin(person(n, 'root', 'admin'), token);
    await stored.store.replacePeople(n.tenant, {
      position: '2',
      people: [person(n, 'ada', 'approver'), person(n, 'root', 'auditor')],
    });
    await stored.store.replacePeople(n.tenant, { position: '1', people: [person(n, 'ben', 'approver')] });
    const roles = async (name: string) => (await stored.store.person(n.tenant, name))?.roles.toSorted();
    expect([await roles('ada'), await roles('ben'), await roles('root')]).toEqual([
      ['approver'],
      undefined,
      ['admin', 'auditor'],
    ]);
    expect(await stored.store.person(n.other, 'ada')).toBeNull();
    await stored.store.replacePeople(n.tenant, { position: '3', people: [] });
    expect([await roles('ada'), (await roles('root'))?.includes('admin')]).toEqual([undefined, true]);
  });
}
