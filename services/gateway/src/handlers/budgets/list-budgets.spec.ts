import { describe, expect, it } from '@jest/globals';
import { provider, registryOf } from '../../../test/parts/governance.js';
import { World } from '../../../test/parts/world.js';
import { listBudgets } from './list-budgets.js';

const budget = (name: string, more: object = {}) => ({
  ...{ kind: 'Budget', name, agents: ['*'], currency: 'USD', limit: '25.00', period: 'month', ...more },
});
const actor = { tenant: 'acme', person: 'ann', roles: ['viewer' as const] };

describe('the budgets that people see', () => {
  it('tell what is spent and held in the period that is running', async () => {
    const world = new World();
    const budgets = [
      budget('team'),
      budget('each', { each: 'agent', onExhausted: { action: 'fallback', model: 'm' } }),
    ];
    world.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf([], [provider()]), budgets }));
    const share = { budget: 'team', scope: 'all', period: '2026-11', currency: 'USD', amount: 2_500_000_000n };
    const request = { tenant: 'acme', callId: 'mc_1', expiresAt: 0 };
    const limited = { ...share, limit: 25_000_000_000n, onExhausted: { action: 'refuse' as const } };
    await world.budgets.reserve({ ...request, shares: [limited, { ...limited, period: '2026-10' }] });
    expect(await listBudgets(world.parts)({ actor })).toMatchObject({
      ok: true,
      value: {
        budgets: [
          {
            name: 'team',
            limit: '25.00',
            period: '2026-11',
            spending: [{ scope: 'all', spent: '0', reserved: '2.5' }],
          },
          { name: 'each', each: 'agent', fallback: 'm', spending: [] },
        ],
      },
    });
  });
});
