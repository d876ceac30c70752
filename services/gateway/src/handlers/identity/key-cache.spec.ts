import { describe, expect, it } from '@jest/globals';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { KeyCache } from './key-cache.js';

const subject = 'rpc.credentials.authenticateAgentKey';

function given() {
  const world = new World();
  return { world, keys: new KeyCache(world.parts), asked: () => world.rpc.count(subject) };
}

describe('whose key it is', () => {
  it('is asked once for many requests, with nothing but the digest of the key', async () => {
    const { world, keys, asked } = given();
    await Promise.all([keys.callerOf('agk_secret'), keys.callerOf('agk_secret')]);
    await keys.callerOf('agk_secret');
    expect(asked()).toBe(1);
    expect(JSON.stringify(world.rpc.asked)).not.toContain('agk_secret');
  });

  it('is asked again beside a request before the answer is too old, and in its way after', async () => {
    const { world, keys, asked } = given();
    await keys.callerOf('k');
    await world.time.pass(2_500);
    await keys.callerOf('k');
    await settled();
    expect(asked()).toBe(2);
    world.rpc.refuse(subject, 'unauthenticated');
    await world.time.pass(5_000);
    expect(await keys.callerOf('k')).toMatchObject({ ok: false });
  });

  it('is nobody at once when the key is revoked, also when an older answer is still on its way', async () => {
    const { world, keys } = given();
    await keys.callerOf('k');
    await world.time.pass(2_500);
    await keys.callerOf('k');
    keys.revoked('key_1');
    world.rpc.refuse(subject, 'unauthenticated');
    await settled();
    expect(await keys.callerOf('k')).toMatchObject({ ok: false, refusal: { reasonCode: 'unauthenticated' } });
  });

  it('is not remembered as nobody when credentials is only away', async () => {
    const { world, keys } = given();
    const answer = world.rpc.answer(subject, {});
    world.rpc.refuse(subject, 'service_unavailable');
    expect(await keys.callerOf('k')).toMatchObject({ ok: false });
    world.rpc.on(subject, () => answer);
    expect(await keys.callerOf('k')).toMatchObject({ ok: true });
  });
});
