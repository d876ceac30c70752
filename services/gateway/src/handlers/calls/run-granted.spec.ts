import { describe, expect, it } from '@jest/globals';
import { keys } from '../../../test/parts/keys.js';
import { heldCall } from '../../../test/parts/requests.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { runGranted } from './run-granted.js';

/** A granted call that this replica works on, and a store that cannot be reached for the next so many steps. */
async function granted(failures: number) {
  const world = new World('hold');
  const held = await heldCall(world);
  const change = { status: 'granted' as const, grant: keys.grant(world.grantFor(held)), replica: 'replica-1' };
  await world.store.move(held, change);
  const move = world.store.move.bind(world.store);
  let left = failures;
  world.store.move = async (...step) => {
    if (left-- > 0) throw new Error('the store cannot be reached');
    return move(...step);
  };
  return { world, call: { ...held, ...change } };
}

describe('running a granted call', () => {
  it('leaves it to the sweep, however long the store is away, when policy is away', async () => {
    const { world, call } = await granted(2);
    world.rpc.refuse('rpc.policy.recheckToolCall', 'service_unavailable');
    const running = runGranted(world.parts, call);
    for (let paused = 0; paused < 2; paused++) {
      await settled();
      await world.time.pass(500);
    }
    await running;
    expect(await world.call(call.id)).toMatchObject({ status: 'granted', replica: null });
  });

  it('leaves it to the sweep when something unexpected happens before it could start', async () => {
    const { world, call } = await granted(0);
    world.parts.rpc.call = () => Promise.reject(new Error('unexpected'));
    await runGranted(world.parts, call);
    expect(await world.call(call.id)).toMatchObject({ status: 'granted', replica: null });
    expect(world.sent).toEqual([]);
  });
});
