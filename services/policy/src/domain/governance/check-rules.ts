import type { PolicyDocument, PolicyRule, ToolDocument } from '@countersign/contracts';
import type { Inspectors } from './inspectors.js';
import { isTimezone } from './is-timezone.js';
import { located, problemAt, type LocatedDocument } from './located-document.js';
import { nearest } from './nearest.js';
import type { GovernanceProblem } from './problem.js';
import { canTouch, targetsAskedFor } from './target-sources.js';

type LocatedPolicy = LocatedDocument<PolicyDocument>;
type Tools = ReadonlyMap<string, ToolDocument>;

/** Finds rules that could never apply as written: a misspelt argument, a path rule for a tool without paths. */
export function checkRules(documents: readonly LocatedDocument[], inspectors: Inspectors): GovernanceProblem[] {
  const tools: Tools = new Map(located(documents, 'Tool').map(({ document }) => [document.name, document]));
  return located(documents, 'Policy').flatMap((policy) => [
    ...duplicateNames(policy),
    ...policy.document.rules.flatMap((rule, index) => [
      ...checkTargets(policy, { rule, index, tools }),
      ...checkArguments(policy, { rule, index, tools }),
      ...checkTimezone(policy, rule, index),
    ]),
    ...checkPatterns(policy, inspectors),
  ]);
}

interface RuleAt {
  rule: PolicyRule;
  index: number;
  tools: Tools;
}

function duplicateNames(policy: LocatedPolicy): GovernanceProblem[] {
  const names = policy.document.rules.map((rule) => rule.name);
  return names.flatMap((name, index) => {
    if (names.indexOf(name) === index) return [];
    return [problemAt(policy, ['rules', index, 'name'], { message: `has two rules named "${name}"` })];
  });
}

function namedTools({ rule, tools }: RuleAt): ToolDocument[] {
  return (rule.tools ?? []).flatMap((name) => tools.get(name) ?? []);
}

function checkTargets(policy: LocatedPolicy, at: RuleAt): GovernanceProblem[] {
  return targetsAskedFor(at.rule.when).flatMap((kind) =>
    namedTools(at)
      .filter((tool) => !canTouch(tool, kind))
      .map((tool) =>
        problemAt(policy, ['rules', at.index, 'when', kind], {
          message: `no argument of tool ${tool.name} says which ${kind} it touches, so this rule can never apply`,
        }),
      ),
  );
}

function checkArguments(policy: LocatedPolicy, at: RuleAt): GovernanceProblem[] {
  return (at.rule.when.arguments ?? []).flatMap(({ pointer }, position) =>
    namedTools(at).flatMap((tool) => {
      const first = pointer.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';
      const properties = Object.keys(tool.inputSchema.properties);
      if (first === '*' || properties.includes(first)) return [];
      const meant = nearest(first, properties);
      return problemAt(policy, ['rules', at.index, 'when', 'arguments', position, 'pointer'], {
        message: `tool ${tool.name} has no argument "${first}"`,
        suggestion: meant ? `did you mean "${meant}"?` : `its arguments: ${properties.join(', ')}`,
      });
    }),
  );
}

function checkTimezone(policy: LocatedPolicy, rule: PolicyRule, index: number): GovernanceProblem[] {
  const timezone = rule.when.time?.timezone;
  if (timezone === undefined || isTimezone(timezone)) return [];
  const message = `"${timezone}" is not a time zone; name one such as Europe/Berlin`;
  return [problemAt(policy, ['rules', index, 'when', 'time', 'timezone'], { message })];
}

function checkPatterns(policy: LocatedPolicy, inspectors: Inspectors): GovernanceProblem[] {
  const uses = policy.document.rules.flatMap((rule, index) =>
    (rule.when.arguments ?? []).flatMap((condition, position) =>
      condition.op === 'matches'
        ? [{ pattern: condition.value, at: ['rules', index, 'when', 'arguments', position] }]
        : [],
    ),
  );
  if (uses.length === 0) return [];
  const unreadable = new Set(inspectors.unreadablePatterns(uses.map(({ pattern }) => pattern)));
  return uses
    .filter(({ pattern }) => unreadable.has(pattern))
    .map(({ pattern, at }) =>
      problemAt(policy, [...at, 'value'], { message: `"${pattern}" is not a pattern in RE2 syntax` }),
    );
}
