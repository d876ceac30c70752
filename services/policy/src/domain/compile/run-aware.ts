import type { CompiledPolicy, CompiledRule, RuleIndex } from './compiled-policy.js';

const aboutTheRun = new Set(['labels', 'history']);

/** The rule asks what the run has done before. */
export function asksAboutRun(rule: CompiledRule): boolean {
  return rule.conditions.some(({ on }) => aboutTheRun.has(on));
}

/** Audiences with a rule that asks what the run has done: for their agents, and for no others, runs are kept. */
export function runAwareAudiences(index: RuleIndex, rules: readonly CompiledRule[]): Set<string> {
  const asking = new Set(rules.flatMap((rule, number) => (asksAboutRun(rule) ? [number] : [])));
  if (asking.size === 0) return new Set();
  const aware = Object.entries(index).filter(([, bySubject]) =>
    Object.values(bySubject).some((numbers) => numbers.some((number) => asking.has(number))),
  );
  return new Set(aware.map(([audience]) => audience));
}

/** The agents for whom runs are kept. */
export function awareAgents({ agents }: Pick<CompiledPolicy, 'agents'>): string[] {
  return [...agents].filter(([, { runAware }]) => runAware).map(([name]) => name);
}
