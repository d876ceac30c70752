import type { PolicyCase } from '@countersign/contracts';
import { canonicalJson } from '@countersign/evidence';
import type { ModelCallOutcome } from '../decide/decide-model-call.js';
import type { ToolCallOutcome } from '../decide/decide-tool-call.js';

type Expectation = PolicyCase['expect'];

export type CaseOutcome =
  ({ type: 'ToolCallDecided' } & ToolCallOutcome) | ({ type: 'ModelCallDecided' } & ModelCallOutcome);

/** What is other than expected, one sentence each. Only what the case names is compared. */
export function differences(expected: Expectation, outcome: CaseOutcome): string[] {
  const found: Record<string, unknown> = {
    verdict: outcome.verdict,
    rule: outcome.rule && `${outcome.rule.policy}/${outcome.rule.name}`,
    reasonCode: outcome.reasonCode,
    approvers: [...(outcome.approvers?.people ?? [])].sort(),
    quorum: outcome.approvers?.quorum ?? null,
    obligations: outcome.obligations,
    labels: outcome.labels,
    provider: outcome.type === 'ModelCallDecided' ? outcome.provider : null,
  };
  const { event, ...simple } = expected;
  const wanted = {
    ...simple,
    ...(simple.approvers ? { approvers: [...simple.approvers].sort() } : {}),
    ...(simple.labels ? { labels: [...simple.labels].sort() } : {}),
  };
  return [
    ...Object.entries(wanted).flatMap(([name, value]) => compared(name, value, found[name])),
    ...(event ? eventDifferences(event, outcome) : []),
  ];
}

function eventDifferences(event: NonNullable<Expectation['event']>, outcome: CaseOutcome): string[] {
  const decision = outcome as unknown as Record<string, unknown>;
  return [
    ...compared('event', event.type, outcome.type),
    ...Object.entries(event.decision).flatMap(([name, value]) =>
      compared(`event.decision.${name}`, value, decision[name]),
    ),
  ];
}

function compared(name: string, wanted: unknown, found: unknown): string[] {
  if (wanted === undefined) return [];
  const [left, right] = [shown(wanted), shown(found ?? null)];
  return left === right ? [] : [`${name}: expected ${left}, got ${right}`.slice(0, 1000)];
}

/** YAML can say what JSON cannot, such as .nan: no decision ever has that. */
function shown(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    return 'something that JSON cannot say';
  }
}
