import { located, problemAt, type LocatedDocument } from './located-document.js';
import { nearest } from './nearest.js';
import type { GovernanceProblem } from './problem.js';

interface ModelName {
  from: LocatedDocument;
  at: PropertyKey[];
  name: string;
}

/** Every model that is named in full must be offered by some provider. */
export function checkModels(documents: readonly LocatedDocument[]): GovernanceProblem[] {
  const offered = new Set(
    located(documents, 'Provider').flatMap(({ document }) => document.models.map(({ name }) => name)),
  );
  return namedModels(documents).flatMap(({ from, at, name }) => {
    if (name.includes('*') || offered.has(name)) return [];
    const meant = nearest(name, offered);
    const suggestion = meant ? `did you mean "${meant}"?` : undefined;
    return [problemAt(from, at, { message: `no provider offers model "${name}"`, suggestion })];
  });
}

function namedModels(documents: readonly LocatedDocument[]): ModelName[] {
  const inRules = located(documents, 'Policy').flatMap((from) =>
    from.document.rules.flatMap((rule, index) =>
      (rule.models ?? []).map((name, position) => ({ from, at: ['rules', index, 'models', position], name })),
    ),
  );
  const inBudgets = located(documents, 'Budget').flatMap((from) => {
    const { models, onExhausted } = from.document;
    const fallback =
      onExhausted.action === 'fallback' ? [{ from, at: ['onExhausted', 'model'], name: onExhausted.model }] : [];
    return [...models.map((name, position) => ({ from, at: ['models', position], name })), ...fallback];
  });
  return [...inRules, ...inBudgets];
}
