import { describe, expect, it } from '@jest/globals';
import { httpTool, provider, registryOf } from '../../../test/parts/governance.js';
import { ask, completion, refusal } from '../../../test/parts/model-requests.js';
import { World } from '../../../test/parts/world.js';
import type { ProviderAnswer } from '../../domain/provider/provider-answer.js';

const prices = [{ since: '2026-01-01', currency: 'USD', inputPerMillion: '1000', outputPerMillion: '2000' }];
const models = [{ name: 'demo-model', maxOutputTokens: 1000, prices }];
const budget = { kind: 'Budget', name: 'team', agents: ['*'], currency: 'USD', limit: '9', period: 'month' };
const tooSlow: ProviderAnswer = { kind: 'failed', reasonCode: 'provider_timeout', sent: true };

/** Two providers: what the first one answers is what the spec is about. */
function given(onTimeout: 'fallback' | undefined, second: ProviderAnswer, first = tooSlow): World {
  const slow = provider({ name: 'slow', models, ...(onTimeout ? { onTimeout } : {}) });
  const offered = [slow, provider({ name: 'next', models })];
  const world = new World('allow', [], offered);
  world.rpc.on('rpc.policy.getRegistry', () => ({
    ...registryOf([httpTool('logs.read')], offered),
    budgets: [budget],
  }));
  world.modelPolicy = (decision) => ({ ...decision, provider: 'slow', providers: ['slow', 'next'] });
  world.provider = async ({ provider: { name } }) => (name === 'slow' ? first : second);
  return world;
}

async function spent(world: World): Promise<{ spent: bigint; reserved: bigint; held: number }> {
  const asked = ask(world);
  await world.time.pass(10_000);
  await asked;
  const [one] = await world.budgets.spending('acme', [{ budget: 'team', period: '2026-11' }]);
  const [share] = world.bus.find('ModelCallProposed').data.reserved ?? [];
  return { spent: one?.spent ?? 0n, reserved: one?.reserved ?? 0n, held: Number(share?.amount) };
}

const nano = (amount: number) => BigInt(Math.round(amount * 1e9));

describe('a call that may be billed by a provider that was too slow, and by the next one', () => {
  it('holds the most that both can cost, and counts all of it', async () => {
    const once = await spent(given(undefined, completion('hello'), completion('at once')));
    const both = await spent(given('fallback', completion('hello')));
    expect(both.held).toBeCloseTo(2 * once.held);
    expect(both).toMatchObject({ spent: nano(both.held), reserved: 0n });
  });

  it('counts all of it even when the next one refuses', async () => {
    const { spent: counted, held } = await spent(given('fallback', refusal(400, 'no')));
    expect(counted).toBe(nano(held));
  });

  it('is settled by the counts where the first one answered in time', async () => {
    const { spent: counted, reserved } = await spent(given('fallback', completion('hello'), completion('at once')));
    expect([counted > 0n && counted < nano(1), reserved]).toEqual([true, 0n]);
  });
});
