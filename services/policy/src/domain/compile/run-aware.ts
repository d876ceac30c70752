import type { Steps } from '../governance/steps.js';
import type { CompiledPolicy, CompiledRule, RuleIndex } from './compiled-policy.js';

const aboutTheRun = new Set(['labels', 'history']);

/** The rule asks what the run has done before. */
export function asksAboutRun(rule: CompiledRule): boolean {
  return rule.conditions.some(({ on }) => aboutTheRun.has(on));
}

const perStep = 500;

/** Audiences with a rule that asks what the run has done: for their agents, and for no others, runs are kept. */
export function* runAwareSteps(index: RuleIndex, rules: readonly CompiledRule[]): Steps<Set<string>> {
  const asking = new Set<number>();
  for (const [number, rule] of rules.entries()) {
    if (asksAboutRun(rule)) asking.add(number);
    if (number % perStep === 0) yield;
  }
  const aware = new Set<string>();
  if (asking.size === 0) return aware;
  for (const [audience, bySubject] of Object.entries(index)) {
    if (Object.values(bySubject).some((numbers) => numbers.some((number) => asking.has(number)))) aware.add(audience);
    yield;
  }
  return aware;
}

/** The agents for whom runs are kept. */
export function awareAgents({ agents }: Pick<CompiledPolicy, 'agents'>): string[] {
  return [...agents].filter(([, { runAware }]) => runAware).map(([name]) => name);
}
