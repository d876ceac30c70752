import type { Command } from 'commander';
import { z } from 'zod';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';

const budgetsAnswer = z.looseObject({
  budgets: z.array(
    z.looseObject({
      name: z.string(),
      limit: z.string(),
      currency: z.string(),
      period: z.string(),
      each: z.string().optional(),
      fallback: z.string().optional(),
      spending: z.array(z.looseObject({ scope: z.string(), spent: z.string(), reserved: z.string() })),
    }),
  ),
});
type BudgetLine = z.output<typeof budgetsAnswer>['budgets'][number];

export function budgetLines({ name, limit, currency, period, each, fallback, spending }: BudgetLine): string[] {
  const shared = each === undefined ? '' : ` for each ${each}`;
  const then = fallback === undefined ? '' : `, then ${fallback}`;
  const spenders =
    spending.length > 0 ? spending : each === undefined ? [{ scope: 'all', spent: '0', reserved: '0' }] : [];
  return [
    `${name}  ${limit} ${currency}${shared} in ${period}${then}`,
    ...spenders.map(({ scope, spent, reserved }) => `  ${scope}: ${spent} spent, ${reserved} held by calls under way`),
  ];
}

async function listBudgets(command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const answer = await client.get('/budgets', budgetsAnswer);
  const none = ['No budget bounds your tenant. Add a Budget to its governance.'];
  show(answer, () => (answer.budgets.length > 0 ? answer.budgets.flatMap(budgetLines) : none), json);
}

/** Adds `budgets`. */
export function addBudgetsCommand(program: Command): void {
  program
    .command('budgets')
    .description('what is spent, held and left of each budget')
    .action((_: unknown, command: Command) => listBudgets(command));
}
