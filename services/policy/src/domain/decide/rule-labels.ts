import type { CompiledRule } from '../compile/compiled-policy.js';
import type { RawDecision } from './raw-decision.js';

/** Labels of the rules that let a call through. A hold stands back where the call is allowed, and so do its labels. */
export function ruleLabels({ verdict, trace }: RawDecision, rules: readonly CompiledRule[]): string[] {
  if (verdict === 'deny') return [];
  return trace.flatMap((one, position) => {
    const speaks = one.verdict === 'allow' || (one.verdict === 'hold' && verdict === 'hold');
    return speaks && one.stance !== 'disproved' ? (rules[position]?.labels ?? []) : [];
  });
}
