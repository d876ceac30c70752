import { builtInDataCategories, type PolicyRule } from '@countersign/contracts';
import { compileCustom } from '@countersign/detectors';
import { located, problemAt, type LocatedDocument } from './located-document.js';
import { nearest } from './nearest.js';
import type { GovernanceProblem } from './problem.js';

/** Finds patterns that no detector can run, and categories that none finds: a rule about such a one would never apply. */
export function checkData(documents: readonly LocatedDocument[]): GovernanceProblem[] {
  const settings = located(documents, 'Settings');
  const known = new Set<string>(builtInDataCategories);
  for (const { document } of settings) for (const { category } of document.detectors ?? []) known.add(category);
  return [
    ...settings.flatMap((one) => checkDetectors(one)),
    ...located(documents, 'Policy').flatMap((one) =>
      one.document.rules.flatMap((rule, index) => [
        ...checkConditions(one, { rule, index, known }),
        ...checkRedaction(one, { rule, index, known }),
      ]),
    ),
  ];
}

function checkDetectors(settings: ReturnType<typeof located<'Settings'>>[number]): GovernanceProblem[] {
  const detectors = settings.document.detectors ?? [];
  return detectors.flatMap((detector, index) => {
    const [fault] = compileCustom([detector]).faults;
    const isTwice = detectors.findIndex(({ name }) => name === detector.name) < index;
    return [
      ...(fault ? [problemAt(settings, ['detectors', index, 'pattern'], { message: fault.message })] : []),
      ...(isTwice
        ? [problemAt(settings, ['detectors', index, 'name'], { message: `has two detectors named "${detector.name}"` })]
        : []),
    ];
  });
}

interface RuleAt {
  rule: PolicyRule;
  index: number;
  known: ReadonlySet<string>;
}

function checkConditions(policy: LocatedDocument, { rule, index, known }: RuleAt): GovernanceProblem[] {
  const { data } = rule.when;
  return (['has', 'not'] as const).flatMap((op) =>
    (data?.[op] ?? []).flatMap((category, position) =>
      unknown(policy, ['rules', index, 'when', 'data', op, position], { category, known }),
    ),
  );
}

function checkRedaction(policy: LocatedDocument, { rule, index, known }: RuleAt): GovernanceProblem[] {
  return (rule.obligations.redact ?? []).flatMap((entry, position) => {
    const at = ['rules', index, 'obligations', 'redact', position];
    if (entry.startsWith('/')) {
      const message = 'a place can be redacted in the result of a tool only; name a category such as card-number';
      return rule.models ? [problemAt(policy, at, { message })] : [];
    }
    if (entry !== 'unscannable') return unknown(policy, at, { category: entry, known });
    return [problemAt(policy, at, { message: 'what cannot be looked into cannot be redacted; deny it instead' })];
  });
}

interface Named {
  category: string;
  known: ReadonlySet<string>;
}

function unknown(policy: LocatedDocument, at: PropertyKey[], { category, known }: Named): GovernanceProblem[] {
  if (known.has(category)) return [];
  const meant = nearest(category, known);
  const suggestion = meant ? `did you mean "${meant}"?` : `known are: ${[...known].join(', ')}`;
  return [problemAt(policy, at, { message: `no detector finds the category "${category}"`, suggestion })];
}
