import { describe, expect, it } from '@jest/globals';
import { ask, completion } from '../../../test/parts/model-requests.js';
import { granted } from '../../../test/parts/requests.js';
import { openResponse } from '../../../test/parts/streams.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { functionItem, responsesSse } from '../../domain/wire/test-data/responses.js';
import { recoverCalls } from '../calls/recover-calls.js';
import { useGrant } from '../calls/use-grant.js';

const args = { service: 'web' };
const item = functionItem('call_1', 'logs.read', JSON.stringify(args));
const whole = responsesSse([{ item }]);
const endAt = whole.lastIndexOf('event: response.completed');

/** A call that was held in an earlier answer and granted since. */
async function grantedCall(): Promise<{ world: World; callId: string; status: () => Promise<string> }> {
  const world = new World('hold');
  world.provider = async () => completion('', [{ name: 'logs.read', args }]);
  const waiting = ask(world);
  await world.time.pass(25_000);
  await waiting;
  const { callId } = world.bus.find('ToolCallHeld').data;
  await useGrant(world.parts)(granted(world, await world.call(callId)));
  return { world, callId, status: async () => (await world.call(callId)).status };
}

/** An answer under way with the granted call, which has come whole. */
async function underWay() {
  const given = await grantedCall();
  const opened = await openResponse(given.world);
  opened.source.feed(whole.slice(0, endAt));
  await settled();
  expect(await given.status()).toBe('reserved');
  return { ...given, ...opened };
}

const releases = (world: World) => world.bus.types().filter((type) => type === 'ToolCallReleased').length;

describe('a grant whose answer does not leave', () => {
  it.each([
    ['the provider breaks off', 'end'],
    ['the agent hangs up', 'cancel'],
  ] as const)('is there for the next answer when %s', async (_, how) => {
    const { world, source, reading, stream, status } = await underWay();
    if (how === 'end') source.end();
    else stream.cancel();
    await reading;
    await settled();
    expect([await status(), releases(world)]).toEqual(['granted', 0]);
    const again = await openResponse(world);
    again.source.feed(whole);
    await again.reading;
    expect(again.got.join('')).toContain('logs.read');
    expect([await status(), releases(world)]).toEqual(['released', 1]);
  });

  it('is nobody else’s while the answer is under way, and is used up when it leaves', async () => {
    const { world, source, got, reading, status } = await underWay();
    const other = ask(world);
    await world.time.pass(25_000);
    const text = await other.then((answer) => (answer.ok ? answer.body.toString() : ''));
    expect(text).toContain('needs human approval');
    source.feed(whole.slice(endAt));
    await reading;
    expect(got.join('')).toContain('logs.read');
    expect([await status(), releases(world)]).toEqual(['released', 1]);
  });

  it('comes before a newer question about the same action once it is back', async () => {
    const { world, source, reading, status } = await underWay();
    const other = ask(world);
    await world.time.pass(25_000);
    await other;
    source.end();
    await reading;
    const answer = await ask(world);
    expect(answer.ok && answer.body.toString()).toContain('logs.read');
    expect(await status()).toBe('released');
  });

  it('stays used up where its release cannot be told to be on the record, and its call does not leave', async () => {
    const { world, source, got, reading, status } = await underWay();
    world.bus.failing.add('ToolCallReleased');
    source.feed(whole.slice(endAt));
    await reading;
    expect(got.join('')).not.toContain('logs.read');
    expect(got.at(-1)).toContain('record_unavailable');
    expect(await status()).toBe('released');
  });

  it('is given back for a replica that died, which cannot use it any more', async () => {
    const { world, callId, source, got, reading, status } = await underWay();
    await world.store.leave('replica-1');
    await recoverCalls({ ...world.parts, replica: 'replica-2' })();
    expect(await status()).toBe('granted');
    const call = await world.call(callId);
    expect(await world.store.move(call, { status: 'reserved', replica: 'replica-2' })).toBe(true);
    source.feed(whole.slice(endAt));
    await reading;
    expect(got.join('')).not.toContain('logs.read');
    expect([(await world.call(callId)).replica, releases(world)]).toEqual(['replica-2', 0]);
  });
});
