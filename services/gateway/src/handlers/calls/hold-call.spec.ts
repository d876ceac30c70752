import { describe, expect, it } from '@jest/globals';
import { interrupted, signedFor } from '../../../test/parts/interrupted.js';
import { World } from '../../../test/parts/world.js';
import { endedUnsent } from '../../domain/call/ending.js';
import { endCall } from './end-call.js';
import { holdCall } from './hold-call.js';

describe('holding a call', () => {
  it('says nothing of a hold when another step came first', async () => {
    const world = new World();
    const call = await interrupted(world, {});
    await endCall(world.parts, call, endedUnsent('failed', 'gateway_interrupted', 'It is over.'));
    const held = await holdCall(world.parts, call, signedFor(call, 'hold'));
    expect(held).toMatchObject({ ok: true, value: { status: 'failed' } });
    expect(world.bus.types()).toEqual(['ToolCallFailed']);
  });
});
