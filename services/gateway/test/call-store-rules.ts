import { expect, it } from '@jest/globals';
import type { OutboxStore, PreparedEvent } from '@countersign/messaging';
import type { ToolCall } from '../src/domain/call/tool-call.js';
import { outcomeEvent } from '../src/handlers/events/outcome-event.js';
import type { CallStore } from '../src/handlers/ports/call-store.js';
import type { ReplicaStore } from '../src/handlers/ports/replica-store.js';

export interface Stored {
  calls: CallStore;
  replicas: ReplicaStore;
  outbox: OutboxStore;
}

const at = Date.parse('2026-11-21T12:00:00.000Z');
const digest = `sha256:${'a'.repeat(64)}`;
let nth = 0;

/** A call of a tenant of its own, so that no test sees what another left. */
export function toolCall(change: Partial<ToolCall> = {}): ToolCall {
  const n = `${process.pid}x${nth++}`;
  return {
    ...{ id: `call_${n}`, tenant: `acme-${n}`, agent: 'triage', run: 'run_1', mode: 'executed', tool: 'logs.read' },
    ...{ principal: null, argumentsText: '{"service":"wéb"}', argumentsDigest: digest, salt: 'c2FsdA==' },
    ...{ traceparent: '', modelCallId: null, idempotencyKey: null, status: 'proposed', replica: `replica-${n}` },
    ...{ decision: null, grant: null, outcome: null, createdAt: at },
    ...change,
  };
}

export function ended(call: ToolCall): PreparedEvent {
  const outcome = { reasonCode: 'policy_unavailable', message: 'Policy did not decide.' };
  return outcomeEvent(call, { status: 'failed', sent: false, outcome }, { at, salt: Buffer.alloc(32) });
}

const failure = {
  status: 'failed' as const,
  replica: null,
  outcome: { reasonCode: 'policy_unavailable', message: 'No.' },
};

/** What holds for every store of calls, wherever it keeps its rows. */
export function callStoreRules(open: () => Stored): void {
  it('gives back a call as it was stored, to its tenant only', async () => {
    const { calls } = open();
    const call = toolCall();
    expect(await calls.insert(call)).toBeNull();
    expect(await calls.get(call)).toEqual({ call, pending: [] });
    expect(await calls.get({ tenant: 'nobody', id: call.id })).toBeNull();
  });

  it('stores one call for an id and for an idempotency key of an agent, and says which', async () => {
    const { calls } = open();
    const call = toolCall({ idempotencyKey: 'key' });
    const { tenant } = call;
    await calls.insert(call);
    const twin = async (change: Partial<ToolCall>) => (await calls.insert(toolCall({ tenant, ...change })))?.id;
    expect([await twin({ id: call.id }), await twin({ idempotencyKey: 'key' })]).toEqual([call.id, call.id]);
    expect([await twin({ idempotencyKey: 'other' }), await twin({ idempotencyKey: 'key', agent: 'another' })]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await calls.insert(toolCall({ idempotencyKey: 'key' }))).toBeNull();
  });

  it('moves a call on only from where it was seen, with its event or not at all', async () => {
    const { calls, outbox } = open();
    const call = toolCall();
    await calls.insert(call);
    expect(await calls.move({ ...call, tenant: 'nobody' }, failure, ended(call))).toBe(false);
    expect(await calls.move({ ...call, status: 'held' }, failure, ended(call))).toBe(false);
    expect(await calls.move(call, failure, ended(call))).toBe(true);
    expect(await calls.move(call, failure, ended(call))).toBe(false);
    expect(await calls.get(call)).toEqual({ call: { ...call, ...failure }, pending: [`outcome_${call.id}`] });
    expect((await outbox.due(1_000)).filter(({ tenant }) => tenant === call.tenant)).toHaveLength(1);
  });

  it('lets one of many replicas start a call', async () => {
    const { calls } = open();
    const call = toolCall();
    await calls.insert(call);
    const start = (replica: string) => calls.move(call, { status: 'started', replica });
    const started = await Promise.all(['a', 'b', 'c', 'd'].map(start));
    expect(started.filter(Boolean)).toHaveLength(1);
    const now = (await calls.get(call))?.call as ToolCall;
    expect(await calls.move({ ...now, replica: 'another' }, failure)).toBe(false);
    expect(await calls.move(now, failure)).toBe(true);
  });

  it('keeps a result byte for byte', async () => {
    const { calls } = open();
    const call = toolCall({ status: 'started' });
    await calls.insert(call);
    const result = { text: 'nul \u0000, é and \ud83d\ude00', mediaType: 'text/plain' as const };
    const outcome = { reasonCode: 'succeeded', message: '', targetStatus: 200, durationMs: 7, result };
    expect(await calls.move(call, { status: 'succeeded', replica: null, outcome })).toBe(true);
    expect((await calls.get(call))?.call.outcome).toEqual(outcome);
  });

  it('finds the newest intercepted call that waits for the same action', async () => {
    const { calls } = open();
    const first = toolCall({ mode: 'intercepted', status: 'held' });
    const { tenant } = first;
    const newer = toolCall({ ...first, id: `${first.id}b`, status: 'granted', createdAt: at + 1 });
    const waiting = async (change: object) => (await calls.waitingFor({ ...first, ...change }))?.id;
    for (const call of [first, newer, toolCall({ tenant, status: 'held', createdAt: at + 2 })])
      await calls.insert(call);
    expect(await waiting({})).toBe(newer.id);
    await calls.move(newer, { status: 'released' });
    expect(await waiting({})).toBe(first.id);
    const others = [{ tenant: 'nobody' }, { agent: 'x' }, { tool: 'x' }, { argumentsDigest: 'x' }];
    expect(await Promise.all(others.map(waiting))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('finds a granted call before a newer one that is held', async () => {
    const { calls } = open();
    const granted = toolCall({ mode: 'intercepted', status: 'granted' });
    for (const call of [granted, toolCall({ ...granted, id: `${granted.id}b`, status: 'held', createdAt: at + 1 })]) {
      await calls.insert(call);
    }
    expect((await calls.waitingFor(granted))?.id).toBe(granted.id);
  });

  it('keeps a grant for one answer of one replica, and finds it abandoned when that replica is gone', async () => {
    const { calls, replicas } = open();
    const granted = toolCall({ mode: 'intercepted', status: 'granted', replica: null });
    await calls.insert(granted);
    const reserve = (replica: string) => calls.move(granted, { status: 'reserved', replica });
    const mine = `${granted.id}-a`;
    expect([await reserve(mine), await reserve('b')]).toEqual([true, false]);
    const now = (await calls.get(granted))?.call as ToolCall;
    const isAbandoned = async () => (await calls.abandoned(1_000)).some(({ id }) => id === granted.id);
    await replicas.beat(mine);
    expect([await isAbandoned(), await calls.waitingFor(granted)]).toEqual([false, null]);
    await replicas.leave(mine);
    expect(await isAbandoned()).toBe(true);
    expect(await calls.move({ ...now, replica: 'b' }, { status: 'released', replica: null })).toBe(false);
    expect(await calls.move(now, { status: 'released', replica: null })).toBe(true);
  });

  it('calls those abandoned whose replica is gone, and no others', async () => {
    const { calls, replicas } = open();
    const [lost, kept] = [toolCall({ status: 'started' }), toolCall({ status: 'started' })];
    const over = toolCall({ status: 'failed' });
    for (const call of [lost, kept, over]) await calls.insert(call);
    await replicas.beat(kept.replica as string);
    const mine = async () => {
      const ids = (await calls.abandoned(1_000)).map(({ id }) => id);
      return [lost, kept, over].filter(({ id }) => ids.includes(id));
    };
    expect(await mine()).toEqual([lost]);
    await replicas.leave(kept.replica as string);
    expect(await mine()).toEqual([lost, kept]);
  });
}
