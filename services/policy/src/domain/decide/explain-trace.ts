import type { CompiledCondition, CompiledRule } from '../compile/compiled-policy.js';
import type { RawDecision } from './raw-decision.js';

export interface TraceEntry {
  rule: { policy: string; name: string };
  matched: boolean;
  why: string;
}

const maxEntries = 200;

/** Which rules were considered, and for each why it did or did not speak. */
export function explainTrace(trace: RawDecision['trace'], rules: readonly CompiledRule[]): TraceEntry[] {
  return trace.slice(0, maxEntries).map(({ policy, name, verdict, stance, conditions, beyond }, position) => {
    const compiled = rules[position]?.conditions ?? [];
    const said = [
      ...conditions.map((state, index) => `${describe(compiled[index])} ${state}`),
      ...(beyond.length > 0 ? [`the call also touches ${beyond.join(', ')}, which the rule does not name`] : []),
    ].join('; ');
    const why = `${verdict}: ${stance}${said ? ` (${said})` : ' (no conditions)'}`;
    return { rule: { policy, name }, matched: stance === 'applies', why: why.slice(0, 500) };
  });
}

function describe(condition: CompiledCondition | undefined): string {
  if (!condition) return 'condition';
  if (condition.on === 'argument') return `argument ${String(condition['pointer'])} ${String(condition['op'])}`;
  if (condition.on === 'effects') return `effects ${String(condition['op'])} ${String(condition['kinds'])}`;
  return condition.on;
}
