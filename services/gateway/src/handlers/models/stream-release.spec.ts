import { describe, expect, it } from '@jest/globals';
import { granted } from '../../../test/parts/requests.js';
import { openResponse } from '../../../test/parts/streams.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { functionItem, responsesSse } from '../../domain/wire/test-data/responses.js';
import { useGrant } from '../calls/use-grant.js';

const item = functionItem('call_1', 'logs.read', '{"service":"web"}');
const whole = responsesSse([{ item, pieces: ['{"service":', '"web"}'] }]);
const endAt = whole.lastIndexOf('event: response.completed');

describe('an allowed call of an answer that has not ended yet', () => {
  it('is released on the record with the end of the answer', async () => {
    const world = new World();
    const { source, got, reading } = await openResponse(world);
    source.feed(whole.slice(0, endAt));
    await settled();
    expect(world.bus.types()).not.toContain('ToolCallReleased');
    source.feed(whole.slice(endAt));
    await reading;
    expect(got.join('')).toContain('logs.read');
    expect(world.bus.types().slice(-2)).toEqual(['ToolCallReleased', 'ModelCallCompleted']);
  });

  it.each([
    ['the provider breaks off', 'provider_stream_broken', 'end'],
    ['the agent hangs up', 'client_disconnected', 'cancel'],
  ] as const)('is never said to be released when %s', async (_, reasonCode, how) => {
    const world = new World();
    const { source, got, reading, stream } = await openResponse(world);
    source.feed(whole.slice(0, endAt));
    await settled();
    if (how === 'end') source.end();
    else stream.cancel();
    await reading;
    await settled();
    expect(got.join('')).not.toContain('logs.read');
    expect(world.bus.types()).not.toContain('ToolCallReleased');
    expect(world.bus.find('ToolCallFailed').data).toMatchObject({ reasonCode, started: false });
    expect(world.bus.find('ModelCallFailed').data).toMatchObject({ reasonCode });
  });

  it('does not leave when its release cannot be put on the record', async () => {
    const world = new World();
    const { source, got, reading } = await openResponse(world);
    world.bus.failing.add('ToolCallReleased');
    source.feed(whole);
    await reading;
    expect(got.join('')).not.toContain('logs.read');
    expect(got.at(-1)).toContain('record_unavailable');
  });

  it('does not use up a grant for an agent that has hung up', async () => {
    const world = new World('hold');
    const { source, reading, stream } = await openResponse(world);
    source.feed(whole.slice(0, endAt));
    await settled();
    stream.cancel();
    await reading;
    const { callId } = world.bus.find('ToolCallHeld').data;
    await useGrant(world.parts)(granted(world, await world.call(callId)));
    await settled();
    expect((await world.call(callId)).status).toBe('granted');
    expect(world.bus.types()).not.toContain('ToolCallReleased');
  });
});
