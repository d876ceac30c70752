import type { BudgetDocument } from '@countersign/contracts';
import { globMatcher } from './glob.js';
import { isTimezone } from './is-timezone.js';
import { located, problemAt, type LocatedDocument } from './located-document.js';
import type { GovernanceProblem } from './problem.js';

/** A budget can only be kept where every model that it covers has a price in its currency. */
export function checkBudgets(documents: readonly LocatedDocument[]): GovernanceProblem[] {
  return located(documents, 'Budget').flatMap((budget) => [
    ...checkTimezone(budget),
    ...unpricedModels(budget, documents).map(({ provider, model }) => {
      const { currency, models } = budget.document;
      const message = `covers model "${model}" of provider "${provider}", which has no price in ${currency}`;
      const suggestion = `give the model a price ('0' where it costs nothing) or leave it out of models`;
      return problemAt(budget, models.length > 0 ? ['models'] : [], { message, suggestion });
    }),
  ]);
}

function checkTimezone(budget: LocatedDocument<BudgetDocument>): GovernanceProblem[] {
  const { timezone } = budget.document;
  if (isTimezone(timezone)) return [];
  const message = `"${timezone}" is not a time zone; name one such as Europe/Berlin`;
  return [problemAt(budget, ['timezone'], { message })];
}

function unpricedModels({ document }: LocatedDocument<BudgetDocument>, documents: readonly LocatedDocument[]) {
  const matchers = document.models.map(globMatcher);
  const covered = (model: string) => matchers.some((matches) => matches(model));
  return located(documents, 'Provider').flatMap(({ document: provider }) =>
    provider.models
      .filter(({ name, prices }) => covered(name) && !prices.some(({ currency }) => currency === document.currency))
      .map(({ name }) => ({ provider: provider.name, model: name })),
  );
}
