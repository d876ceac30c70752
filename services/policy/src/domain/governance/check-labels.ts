import { located, problemAt, type LocatedDocument } from './located-document.js';
import { nearest } from './nearest.js';
import type { GovernanceProblem } from './problem.js';

/** As many as a decision can carry, so that no decision ever has to leave one out. */
const mostLabels = 64;

/** A label that nothing ever puts on a run is most likely misspelt, and a rule that waits for it never speaks. */
export function checkLabels(documents: readonly LocatedDocument[]): GovernanceProblem[] {
  const policies = located(documents, 'Policy');
  const rules = policies.flatMap(({ document }) => document.rules);
  const tools = located(documents, 'Tool').map(({ document }) => document);
  const byResults = located(documents, 'Settings').flatMap(({ document }) =>
    Object.values(document.resultLabels ?? {}),
  );
  const given = new Set([...[...rules, ...tools].flatMap(({ labels }) => labels ?? []), ...byResults]);
  const unknown = policies.flatMap((policy) =>
    policy.document.rules.flatMap(({ when: { labels } }, index) =>
      (['has', 'not'] as const).flatMap((side) =>
        (labels?.[side] ?? []).flatMap((label, position) => {
          if (given.has(label)) return [];
          const meant = nearest(label, given);
          const suggestion = meant ? `did you mean "${meant}"?` : `put it on a tool or a rule: labels: [${label}]`;
          const message = `nothing ever puts the label "${label}" on a run`;
          return [problemAt(policy, ['rules', index, 'when', 'labels', side, position], { message, suggestion })];
        }),
      ),
    ),
  );
  return [...unknown, ...tooMany(policies, given.size)];
}

function tooMany([first]: readonly LocatedDocument[], count: number): GovernanceProblem[] {
  if (count <= mostLabels || !first) return [];
  return [problemAt(first, [], { message: `there are ${count} labels for runs; at most ${mostLabels} can be used` })];
}
