import { describe, expect, it } from '@jest/globals';
import { decidedEvent, interrupted, signedFor } from '../../../test/parts/interrupted.js';
import { keys } from '../../../test/parts/keys.js';
import { granted, heldCall, propose } from '../../../test/parts/requests.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { noteDecision } from './note-decision.js';
import { recoverCalls } from './recover-calls.js';
import { useGrant } from './use-grant.js';

describe('given a replica that stopped', () => {
  it('leaves its calls alone while it may still live', async () => {
    const world = new World();
    const call = await interrupted(world, { status: 'started' });
    await world.time.pass(9_000);
    await recoverCalls(world.parts)();
    expect((await world.call(call.id)).status).toBe('started');
  });

  it('says of a call that had started that its outcome is unknown, and never runs it again', async () => {
    const world = new World();
    const call = await interrupted(world, { status: 'started' });
    await world.time.pass(10_000);
    await recoverCalls(world.parts)();
    await recoverCalls(world.parts)();
    expect((await world.call(call.id)).status).toBe('unknown');
    expect(world.bus.types()).toEqual(['ToolCallOutcomeUnknown']);
    expect(world.sent).toEqual([]);
  });

  it('runs a decided call that had not started', async () => {
    const world = new World();
    const call = await interrupted(world, { status: 'proposed' });
    await world.store.move(call, { status: 'proposed', decision: signedFor(call, 'allow') });
    await world.time.pass(10_000);
    await recoverCalls(world.parts)();
    expect((await world.call(call.id)).status).toBe('succeeded');
  });

  it('ends a call that was never decided', async () => {
    const world = new World();
    const call = await interrupted(world, { status: 'proposed' });
    await world.time.pass(60_001);
    await recoverCalls(world.parts)();
    expect(await world.call(call.id)).toMatchObject({
      status: 'failed',
      outcome: { reasonCode: 'gateway_interrupted' },
    });
  });

  it('runs a granted call that had not started', async () => {
    const world = new World('hold');
    const held = await heldCall(world);
    await world.store.move(held, { status: 'granted', grant: keys.grant(world.grantFor(held)), replica: 'gone' });
    await recoverCalls(world.parts)();
    expect((await world.call(held.id)).status).toBe('succeeded');
  });

  it('waits while the record cannot be written', async () => {
    const world = new World();
    const call = await interrupted(world, { status: 'started' });
    await world.time.pass(10_000);
    world.bus.auditRuns = false;
    await recoverCalls(world.parts)();
    expect((await world.call(call.id)).status).toBe('started');
  });
});

describe('given a replica that was only slow', () => {
  it('does not overwrite the unknown outcome with what it comes back with', async () => {
    const world = new World();
    const slow = new World();
    Object.assign(slow.parts, {
      calls: world.store,
      replica: 'slow',
      publisher: world.bus,
      outbox: world.bus,
      record: world.bus,
    });
    world.parts.decisions.arrive = slow.parts.decisions.arrive.bind(slow.parts.decisions);
    let answer = (): void => undefined;
    slow.target = async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { kind: 'answered', status: 200, contentType: 'text/plain', complete: true, bytes: Buffer.from('done') };
    };
    await world.store.beat('slow');
    const proposed = propose(slow);
    await settled();
    await settled();
    await world.time.pass(10_000);
    await recoverCalls(world.parts)();
    answer();
    expect(await proposed).toMatchObject({ ok: true, value: { status: expect.stringMatching(/unknown|started/) } });
    expect(world.bus.types().filter((type) => /Succeeded|Unknown/.test(type))).toEqual(['ToolCallOutcomeUnknown']);
  });
});

describe('given a decision that no replica acted upon', () => {
  it('is kept for the sweep', async () => {
    const world = new World();
    const call = await interrupted(world, { status: 'proposed' });
    await noteDecision(world.parts, () => false)(await decidedEvent(world, call, 'deny'));
    await world.time.pass(10_000);
    await recoverCalls(world.parts)();
    expect((await world.call(call.id)).status).toBe('denied');
  });

  it('keeps an intercepted call that was held, so that its grant is worth something', async () => {
    const world = new World('hold');
    const call = { ...(await interrupted(new World(), {})), mode: 'intercepted' as const };
    await noteDecision(world.parts, () => false)(await decidedEvent(world, call, 'hold'));
    const stored = await world.call(call.id);
    expect(stored).toMatchObject({ status: 'held', mode: 'intercepted', argumentsText: '{"service":"web"}' });
    await useGrant(world.parts)(granted(world, stored));
    expect((await world.call(call.id)).status).toBe('granted');
    expect(world.sent).toEqual([]);
  });

  it('is ignored when this replica acted upon it', async () => {
    const world = new World();
    const call = await interrupted(world, { status: 'proposed' });
    await noteDecision(world.parts, () => true)(await decidedEvent(world, call, 'deny'));
    expect((await world.call(call.id)).decision).toBeNull();
  });
});
