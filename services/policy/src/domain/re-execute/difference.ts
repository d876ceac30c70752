import { digestOfJson } from '@countersign/evidence';

/** The named ways in which a decision can fail to come out again. */
export type DifferenceName =
  | 'reexecution_verdict_differs'
  | 'reexecution_rule_differs'
  | 'reexecution_reason_differs'
  | 'reexecution_revision_differs'
  | 'reexecution_input_differs'
  | 'reexecution_facts_differ'
  | 'reexecution_bindings_differ'
  | 'reexecution_approvers_differ'
  | 'reexecution_obligations_differ'
  | 'reexecution_provider_differs'
  | 'reexecution_revision_not_in_force';

export interface Difference {
  verdict: DifferenceName;
  message: string;
}

const names: Readonly<Record<string, DifferenceName>> = {
  verdict: 'reexecution_verdict_differs',
  rule: 'reexecution_rule_differs',
  reasonCode: 'reexecution_reason_differs',
  obligations: 'reexecution_obligations_differ',
  approvers: 'reexecution_approvers_differ',
  provider: 'reexecution_provider_differs',
  bindings: 'reexecution_bindings_differ',
  bundles: 'reexecution_bindings_differ',
  labels: 'reexecution_obligations_differ',
  derived: 'reexecution_facts_differ',
};

/** What is stated and comes out otherwise, member by member; `found` may hold more than is stated. */
export function differences(
  stated: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): Difference[] {
  return Object.keys(stated)
    .filter((name) => name in found && !isSame(stated[name], found[name]))
    .map((name) => ({
      verdict: names[name] ?? 'reexecution_facts_differ',
      message: `the record says ${name} ${shown(stated[name])}, made again it is ${shown(found[name])}`,
    }));
}

export function isSame(left: unknown, right: unknown): boolean {
  return digestOfJson(left ?? null) === digestOfJson(right ?? null);
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
