import { beforeEach, describe, expect, it } from '@jest/globals';
import { ask, completion, refusal } from '../../../test/parts/model-requests.js';
import { World } from '../../../test/parts/world.js';

const leases = 'rpc.credentials.leaseProviderKey';
const checks = 'rpc.credentials.checkProviderKey';

let world: World;
let stored: string;

beforeEach(() => {
  world = new World();
  stored = 'sk-one';
  world.rpc.on(leases, ({ oneTimeKey }: { oneTimeKey: { x: string } }) => ({
    ...{ leaseId: 'lease_1', expiresAt: new Date(world.time.now() + 300_000).toISOString() },
    ...{ sealedValue: `sealed for ${oneTimeKey.x}: ${stored}`, tag: `tag of ${stored}` },
  }));
  world.rpc.on(checks, ({ tag }: { tag: string }) => ({ current: tag === `tag of ${stored}` }));
  world.provider = async () => completion('hello');
});

const keyOf = async () => {
  await ask(world);
  return world.asked.at(-1)?.headers['authorization'];
};

describe('the key of a provider', () => {
  it('is leased once, and looked at again after a few seconds', async () => {
    await keyOf();
    await keyOf();
    expect([world.rpc.count(leases), world.rpc.count(checks)]).toEqual([1, 0]);
    await world.time.pass(3_000);
    expect(await keyOf()).toBe('Bearer sk-one');
    expect([world.rpc.count(leases), world.rpc.count(checks)]).toEqual([1, 1]);
  });

  it('is the new one within seconds after a rotation, even where the old one still works', async () => {
    await keyOf();
    stored = 'sk-two';
    await world.time.pass(5_000);
    expect(await keyOf()).toBe('Bearer sk-two');
  });

  it('is the new one at once where the old one is refused, and the call does not fail for it', async () => {
    await keyOf();
    stored = 'sk-two';
    world.provider = async ({ headers }) =>
      headers['authorization'] === 'Bearer sk-two' ? completion('hello') : refusal(401, 'bad key');
    expect(await ask(world)).toMatchObject({ ok: true });
    expect(world.asked.map(({ headers }) => headers['authorization'])).toEqual([
      ...['Bearer sk-one', 'Bearer sk-one', 'Bearer sk-two'],
    ]);
  });

  it('is not leased again for each call while it stays wrong', async () => {
    world.provider = async () => refusal(401, 'bad key');
    for (let call = 0; call < 10; call++) expect(await ask(world)).toMatchObject({ ok: false, status: 502 });
    expect(world.rpc.count(leases)).toBe(2);
  });

  it('lasts as long as its lease while credentials cannot say', async () => {
    await keyOf();
    world.rpc.refuse(checks, 'service_unavailable');
    await world.time.pass(20_000);
    expect(await keyOf()).toBe('Bearer sk-one');
  });
});
