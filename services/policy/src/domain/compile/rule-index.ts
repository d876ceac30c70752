import type { PolicyRule } from '@countersign/contracts';
import type { RuleIndex } from './compiled-policy.js';
import type { NameMatcher } from './name-matcher.js';

/** A rule for all tools is kept once, not once per tool. */
const anything = '*';

interface Subjects {
  tools: NameMatcher;
  models: NameMatcher;
}

/** Adds one rule's number under everything that the rule speaks about. */
export function addToIndex(
  index: RuleIndex,
  audience: string,
  entry: { rule: PolicyRule; number: number } & Subjects,
): void {
  const bySubject = (index[audience] ??= {});
  for (const subject of subjectsOf(entry.rule, entry)) (bySubject[subject] ??= []).push(entry.number);
}

function subjectsOf(rule: PolicyRule, { tools, models }: Subjects): Set<string> {
  return new Set([...named('tool', rule.tools, tools), ...named('model', rule.models, models)]);
}

function named(kind: string, patterns: readonly string[] | undefined, matcher: NameMatcher): string[] {
  if (!patterns) return [];
  if (patterns.includes(anything)) return [`${kind}:${anything}`];
  return patterns.flatMap((pattern) => matcher.matching(pattern)).map((name) => `${kind}:${name}`);
}
