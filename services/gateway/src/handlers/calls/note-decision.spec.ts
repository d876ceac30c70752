import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '@countersign/contracts';
import type { ReceivedEvent } from '@countersign/messaging';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { keys } from '../../../test/parts/keys.js';
import { granted, propose } from '../../../test/parts/requests.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { newCall } from './new-call.js';
import { noteDecision } from './note-decision.js';
import { recoverCalls } from './recover-calls.js';
import { useGrant } from './use-grant.js';

const run = { runId: 'run_1', principal: 'paul' };
const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

/** A call that a replica proposed and did not live to store. */
function unstored(world: World): ToolCall {
  const caller = { tenant: 'acme', agent: 'triage', keyId: 'key_1' };
  const proposal = { caller, run, mode: 'executed' as const, tool: 'logs.read', values: { service: 'web' } };
  return newCall({ ...world.parts, replica: 'gone' }, { ...proposal, traceparent });
}

function decided(world: World, call: ToolCall, verdict: Verdict) {
  const body = Buffer.from(call.argumentsText).toString('base64');
  const shown: ReceivedEvent['payloads'] = { arguments: { salt: call.salt, body, mediaType: 'application/json' } };
  return {
    leafBytes: new Uint8Array(),
    payloads: verdict === 'hold' ? shown : {},
    leaf: {
      ...{ v: 1 as const, id: `evt_${call.id}`, source: 'policy' as const, tenant: call.tenant, subject: call.id },
      ...{ type: 'ToolCallDecided' as const, time: new Date(world.time.now()).toISOString(), traceparent },
      actor: { kind: 'service' as const, id: 'policy' },
      data: keys.sign(decisionOn({ ...call, callId: call.id }, verdict, { mode: 'executed' })),
    },
  };
}

/** What the durable consumer and the sweep make of it, once nobody can still be about to store the call. */
async function recovered(world: World, verdict: Verdict): Promise<ToolCall> {
  const call = unstored(world);
  const event = decided(world, call, verdict);
  await world.time.pass(10_000);
  await noteDecision(world.parts, () => false)(event);
  await world.time.pass(5_000);
  await recoverCalls(world.parts)();
  return world.call(call.id);
}

describe('given a call that was proposed and decided but never stored', () => {
  it('waits while a replica may still store it', async () => {
    const world = new World();
    const call = unstored(world);
    expect(await noteDecision(world.parts, () => false)(decided(world, call, 'hold'))).toBe('later');
    expect(await world.store.get(call)).toBeNull();
  });

  it('keeps a held one for people, whose grant runs it once', async () => {
    const world = new World('hold');
    const held = await recovered(world, 'hold');
    expect(held).toMatchObject({ status: 'held', mode: 'executed', argumentsText: '{"service":"web"}' });
    expect(world.bus.types()).toEqual(['ToolCallHeld']);
    await useGrant(world.parts)(granted(world, held));
    await settled();
    await settled();
    expect((await world.call(held.id)).status).toBe('succeeded');
    expect(world.sent).toHaveLength(1);
  });

  it('ends one that was allowed, which did not run', async () => {
    const world = new World();
    expect(await recovered(world, 'allow')).toMatchObject({
      status: 'failed',
      outcome: { reasonCode: 'gateway_interrupted' },
    });
    expect([world.bus.types(), world.sent]).toEqual([['ToolCallFailed'], []]);
  });

  it('ends one that was denied with what policy said', async () => {
    const world = new World();
    expect(await recovered(world, 'deny')).toMatchObject({
      status: 'denied',
      outcome: { reasonCode: 'no_rule_allows' },
    });
  });
});

describe('given a call that was stored but perhaps never proposed', () => {
  it('proposes it again with the same bytes and goes on with it', async () => {
    const world = new World('allow');
    const call = unstored(world);
    await world.store.insert(call);
    await world.time.pass(10_000);
    await recoverCalls(world.parts)();
    await settled();
    await settled();
    expect((await world.call(call.id)).status).toBe('succeeded');
    expect(world.bus.find('ToolCallProposed').time).toBe(new Date(call.createdAt).toISOString());
    expect(world.sent).toHaveLength(1);
  });

  it('leaves it for the next sweep while policy says nothing, and ends it in the end', async () => {
    const world = new World();
    world.policy = () => null;
    const call = unstored(world);
    await world.store.insert(call);
    for (let swept = 0; swept < 8; swept++) {
      await world.time.pass(10_000);
      await recoverCalls(world.parts)();
    }
    expect(await world.call(call.id)).toMatchObject({ outcome: { reasonCode: 'gateway_interrupted' } });
  });
});

describe('given a store that fails while a call is proposed', () => {
  it('ends the call on the record once the store can be written again', async () => {
    const world = new World('allow');
    const insert = world.store.insert.bind(world.store);
    world.store.insert = async () => {
      throw new Error('the database is down');
    };
    expect(await propose(world)).toMatchObject({ ok: false, refusal: { reasonCode: 'record_unavailable' } });
    world.store.insert = insert;
    await world.time.pass(1_000);
    await settled();
    expect(world.bus.types()).toEqual(['ToolCallProposed', 'ToolCallFailed']);
    expect(world.sent).toEqual([]);
  });
});
