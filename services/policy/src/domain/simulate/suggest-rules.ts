import type { GovernanceDocument, PolicyDocument, PolicyRule } from '@countersign/contracts';
import type { RecordedCall } from './recorded-call.js';

export interface Suggestion {
  policy: string;
  /** The rule that held these calls. */
  holdRule: string;
  /** A rule that allows what people have granted every time. */
  allowRule: PolicyRule;
  /** Governance with the suggestion in it: simulate it before anybody believes it. */
  documents: GovernanceDocument[];
  granted: number;
}

/** Fewer grants than this are no habit. */
const habit = 5;

/** Where people have granted the same call again and again and never refused it, a rule could say so instead. */
export function suggestRules(
  documents: readonly GovernanceDocument[],
  recorded: readonly RecordedCall[],
): Suggestion[] {
  return [...grouped(recorded).values()].flatMap((calls) => {
    const [first] = calls;
    const isHabit = calls.length >= habit && calls.every(({ approval }) => approval === 'granted');
    if (!isHabit || !first?.rule) return [];
    const allowRule = ruleFor(first, constantArguments(calls));
    const changed = withSuggestion(documents, first.rule, allowRule);
    if (!changed) return [];
    return [
      { policy: first.rule.policy, holdRule: first.rule.name, allowRule, documents: changed, granted: calls.length },
    ];
  });
}

/** Calls that policy held and people decided on, by who asked for what. */
function grouped(recorded: readonly RecordedCall[]): Map<string, RecordedCall[]> {
  const groups = new Map<string, RecordedCall[]>();
  for (const call of recorded) {
    if (call.reasonCode !== 'held_by_rule' || call.approval === undefined) continue;
    const key = JSON.stringify([call.agent, call.tool, call.rule?.policy, call.rule?.name]);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return groups;
}

type Scalar = string | number | boolean | null;

/** Arguments that were the same every time: the suggestion must not reach further than the habit. */
function constantArguments(calls: readonly RecordedCall[]): [string, Scalar][] {
  const all = calls.map((call) => new Map(Object.entries((call.arguments ?? {}) as Record<string, unknown>)));
  return [...(all[0] ?? [])].flatMap(([name, value]) => {
    const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    return isScalar && all.every((one) => one.get(name) === value) ? [[name, value as Scalar]] : [];
  });
}

function ruleFor({ tool }: RecordedCall, constants: readonly [string, Scalar][]): PolicyRule {
  const conditions = constants.map(([name, value]) => {
    const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return { pointer, op: 'equals' as const, value };
  });
  const when = conditions.length > 0 ? { arguments: conditions.slice(0, 32) } : {};
  return { name: `${tool} as granted before`, tools: [tool], when, verdict: 'allow', obligations: {} };
}

/** The allow rule goes beside the hold, which steps back to what no rule allows. */
function withSuggestion(
  documents: readonly GovernanceDocument[],
  held: { policy: string; name: string },
  allowRule: PolicyRule,
): GovernanceDocument[] | null {
  const isHolder = (one: GovernanceDocument): one is PolicyDocument =>
    one.kind === 'Policy' && one.name === held.policy;
  if (!documents.some((one) => isHolder(one) && one.rules.some(({ name }) => name === held.name))) return null;
  return documents.map((one) => {
    if (!isHolder(one)) return one;
    const rules = one.rules.map((rule) => (rule.name === held.name ? { ...rule, otherwise: true as const } : rule));
    return { ...one, rules: [...rules, allowRule] };
  });
}
