import type { BudgetView } from '../api/types.js';

export interface BudgetRow {
  key: string;
  budget: string;
  /** Which calls it covers. */
  covers: string;
  /** Whose spending this is. */
  spender: string;
  period: string;
  spent: string;
  held: string;
  limit: string;
  /** Of the limit, what is spent or held; in whole percent. */
  used: number;
  afterwards: string;
}

/** One row for each that spends; one with nothing spent where nobody has yet. */
export function budgetRows(budgets: readonly BudgetView[]): BudgetRow[] {
  return budgets.flatMap((budget) => {
    const { name, each, currency, spending } = budget;
    const nobody = each === undefined ? 'all together' : `no ${each} yet`;
    const spenders = spending.length > 0 ? spending : [{ scope: nobody, spent: '0', reserved: '0' }];
    return spenders.map(({ scope, spent, reserved }) => ({
      ...{ key: `${name} ${scope}`, budget: name, covers: coveredBy(budget), period: periodOf(budget) },
      ...{ spender: scope === 'all' ? 'all together' : scope, limit: `${budget.limit} ${currency}` },
      ...{ spent: `${spent} ${currency}`, held: `${reserved} ${currency}` },
      ...{ used: percentOf(Number(spent) + Number(reserved), Number(budget.limit)), afterwards: afterwardsOf(budget) },
    }));
  });
}

function coveredBy({ agents, models }: BudgetView): string {
  return `${agents.join(', ')} on ${models.join(', ')}`;
}

function periodOf({ period, timezone }: BudgetView): string {
  return `${period} (${timezone})`;
}

function afterwardsOf({ fallback }: BudgetView): string {
  return fallback === undefined ? 'calls are refused' : `calls go to ${fallback}`;
}

function percentOf(used: number, limit: number): number {
  return limit > 0 ? Math.min(100, Math.round((used / limit) * 100)) : 100;
}
