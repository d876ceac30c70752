import type { Evaluated } from './evaluated.js';
import type { Guard } from './guard.js';
import { bounded, denied } from './outcome.js';

const strictness = { allow: 0, hold: 1, deny: 2 };

/** Lets the tenant's own Rego make a verdict stricter. Whatever a bundle answers, nothing becomes milder. */
export function narrowed(guards: readonly Guard[], evaluated: Evaluated): Evaluated {
  return guards.reduce(
    (current, guard) => (current.outcome.verdict === 'deny' ? current : under(guard, current)),
    evaluated,
  );
}

function under(guard: Guard, current: Evaluated): Evaluated {
  const { outcome, holding } = current;
  const { verdict, reasonCode, rule, input } = outcome;
  const answer = guard.judge({ ...input, decision: { verdict, reason_code: reasonCode, rule } });
  if (!answer.ok) {
    return {
      outcome: denied(outcome, answer.reasonCode, [`the Rego "${guard.name}" gave no decision: ${answer.why}`]),
      holding: [],
    };
  }
  if (strictness[answer.verdict] < strictness[verdict] || answer.verdict === 'allow') return current;
  const by = { policy: `rego:${guard.name}`, name: 'decision' };
  // A model call cannot wait for people.
  if (answer.verdict === 'deny' || input.kind === 'model_call') {
    return { outcome: { ...denied(outcome, 'denied_by_rego', [answer.reason]), rule: by }, holding: [] };
  }
  if (guard.approvers === null) {
    const reason = `the Rego "${guard.name}" holds this call and names no approvers: ${answer.reason}`;
    return { outcome: { ...denied(outcome, 'approvers_unavailable', [reason]), rule: by }, holding: [] };
  }
  const held = { ...outcome, verdict: 'hold' as const, reasons: bounded([...outcome.reasons, answer.reason]) };
  const isNew = verdict === 'allow';
  return {
    outcome: isNew ? { ...held, reasonCode: 'held_by_rego', rule: by, reasons: bounded([answer.reason]) } : held,
    holding: [...holding, guard.approvers],
  };
}
