import type { PersonActor, Result } from '@countersign/contracts';
import type { Budget } from '../../domain/budget/budget.js';
import { amountOf } from '../../domain/budget/money.js';
import type { ModelParts } from '../models/model-parts.js';
import type { PeriodSpending } from '../ports/budget-store.js';
import { refused } from '../refused.js';

type Parts = Pick<ModelParts, 'registry' | 'budgets' | 'clock'>;

/** What is left of each budget of a person's tenant. */
export function listBudgets(parts: Parts) {
  return async ({ actor: { tenant } }: { actor: PersonActor }): Promise<Result<{ budgets: BudgetView[] }>> => {
    const registry = await parts.registry.of(tenant);
    if (!registry.ok) return registry;
    const { budgets } = registry.value;
    if (budgets === null) return refused('budget_unreadable', 'A budget in force cannot be read.');
    const now = parts.clock.now();
    const periods = budgets.map(({ document, periodAt }) => ({ budget: document.name, period: periodAt(now) }));
    const spending = periods.length === 0 ? [] : await parts.budgets.spending(tenant, periods);
    return { ok: true, value: { budgets: budgets.map((budget) => viewOf(budget, budget.periodAt(now), spending)) } };
  };
}

type BudgetView = ReturnType<typeof viewOf>;

function viewOf({ document }: Budget, period: string, spending: readonly PeriodSpending[]) {
  const { name, agents, models, currency, limit, each, timezone, onExhausted } = document;
  const mine = spending.filter((one) => one.budget === name && one.period === period && one.currency === currency);
  return {
    ...{ name, agents, models, currency, limit, period, timezone },
    ...(each === undefined ? {} : { each }),
    ...(onExhausted.action === 'fallback' ? { fallback: onExhausted.model } : {}),
    spending: mine.map(({ scope, spent, reserved }) => {
      return { scope, spent: amountOf(spent), reserved: amountOf(reserved) };
    }),
  };
}
