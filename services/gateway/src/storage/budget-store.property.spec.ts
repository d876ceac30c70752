import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LimitedShare } from '../domain/budget/reservation.js';
import { InMemoryBudgetStore } from './in-memory-budget-store.js';

const refuse = { action: 'refuse' as const };
const limits: Record<string, bigint> = { all: 1000n, small: 300n };

const share = (budget: string, amount: bigint): LimitedShare => ({
  ...{ budget, scope: 'all', period: '2026-11', currency: 'USD' },
  ...{ amount, limit: limits[budget] ?? 0n, onExhausted: refuse },
});

type Step =
  | { do: 'reserve'; amount: number; budgets: readonly string[] }
  | { do: 'settle'; which: number; percent: number }
  | { do: 'release'; which: number }
  | { do: 'expire'; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('reserve' as const),
    amount: fc.nat(400),
    budgets: fc.constantFrom(['all'], ['small'], ['all', 'small']),
  }),
  fc.record({ do: fc.constant('settle' as const), which: fc.nat(20), percent: fc.nat(100) }),
  fc.record({ do: fc.constant('release' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('expire' as const), which: fc.nat(20) }),
);

class Ledger {
  readonly store = new InMemoryBudgetStore();
  private readonly amounts: bigint[] = [];
  refused = 0;

  async perform(step: Step): Promise<void> {
    if (step.do === 'reserve') return this.reserve(step.amount, step.budgets);
    const index = step.which % Math.max(1, this.amounts.length);
    const call = { tenant: 'acme', callId: `mc_${index}` };
    const amount = this.amounts[index] ?? 0n;
    if (step.do === 'expire') return this.store.settle(call, new Map());
    const percent = step.do === 'settle' ? step.percent : 0;
    return this.store.settle(call, new Map([['USD', (amount * BigInt(percent)) / 100n]]));
  }

  private async reserve(amount: number, budgets: readonly string[]): Promise<void> {
    const callId = `mc_${this.amounts.length}`;
    const shares = budgets.map((budget) => share(budget, BigInt(amount)));
    const refused = await this.store.reserve({ tenant: 'acme', callId, expiresAt: 0, shares });
    if (refused) this.refused++;
    else this.amounts.push(BigInt(amount));
  }
}

describe('a budget under any order of reserving, settling, releasing and expiring', () => {
  it('never holds and spends more than its limit, nor less than nothing', async () => {
    const periods = Object.keys(limits).map((budget) => ({ budget, period: '2026-11' }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const ledger = new Ledger();
        for (const one of steps) {
          await ledger.perform(one);
          for (const { budget, spent, reserved } of await ledger.store.spending('acme', periods)) {
            expect(reserved >= 0n && spent >= 0n && spent + reserved <= (limits[budget] ?? 0n)).toBe(true);
          }
        }
      }),
    );
  });

  it('settles a call once, whoever comes first', async () => {
    const ledger = new Ledger();
    await ledger.perform({ do: 'reserve', amount: 100, budgets: ['all'] });
    await ledger.perform({ do: 'settle', which: 0, percent: 40 });
    await ledger.perform({ do: 'expire', which: 0 });
    expect(await ledger.store.spending('acme', [{ budget: 'all', period: '2026-11' }])).toMatchObject([
      { spent: 40n, reserved: 0n },
    ]);
  });

  it('holds nothing of one budget when another has not enough', async () => {
    const ledger = new Ledger();
    await ledger.perform({ do: 'reserve', amount: 400, budgets: ['all', 'small'] });
    expect(ledger.refused).toBe(1);
    const [all] = await ledger.store.spending('acme', [{ budget: 'all', period: '2026-11' }]);
    expect(all?.reserved).toBe(0n);
  });
});
