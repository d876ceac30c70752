import { digestOfJson } from '@countersign/evidence';
import type { CompiledRule } from '../compile/compiled-policy.js';
import type { Evaluated } from './evaluated.js';
import { explainTrace } from './explain-trace.js';
import type { LoadedRevision } from './loaded-revision.js';
import { narrowed } from './narrow.js';
import { bounded, denied, type Outcome } from './outcome.js';
import type { PolicyInput } from './policy-input.js';
import { remedyFor } from './remedies.js';
import { ruleLabels } from './rule-labels.js';

interface Question {
  subject: string;
  input: PolicyInput;
  rules: readonly CompiledRule[];
}

/** Puts one question to the engine. Whatever goes wrong on the way is a deny. */
export function evaluate(revision: LoadedRevision, question: Question): Evaluated {
  return narrowed(revision.guards, byPolicies(revision, question));
}

function byPolicies(revision: LoadedRevision, { subject, input, rules }: Question): Evaluated {
  const { compiled, engine, guards } = revision;
  const bundles = [engine.digest, ...guards.map(({ digest }) => digest)];
  const evaluated = { policyRevision: compiled.revision, bundles, inputDigest: digestOfJson(input), input };
  const answer = engine.evaluate(subject, input);
  if (!answer.ok) return { outcome: failed({ ...evaluated, trace: [] }, answer.why), holding: [] };
  const { decision } = answer;
  const trace = explainTrace(decision.trace, rules);
  if (decision.verdict === 'allow' && !mayBeAllowed(input)) {
    return { outcome: failed({ ...evaluated, trace }, 'it allowed what is not proven'), holding: [] };
  }
  const remedy = decision.remedy ?? (decision.verdict === 'deny' ? remedyFor(decision.reason_code) : undefined);
  const outcome: Outcome = {
    ...evaluated,
    verdict: decision.verdict,
    reasonCode: decision.reason_code,
    rule: decision.rule,
    reasons: bounded(decision.reasons),
    ...(remedy === undefined ? {} : { remedy }),
    obligations: decision.obligations,
    labels: [...new Set(ruleLabels(decision, rules))].sort(),
    trace,
  };
  return { outcome, holding: decision.approvers };
}

function failed(evaluated: Parameters<typeof denied>[0], why: string): Outcome {
  return denied(evaluated, 'policy_engine_error', [`the policy engine gave no usable decision: ${why}`]);
}

/** Checked once more outside the engine: nothing unproven, unapproved or inactive is ever allowed. */
function mayBeAllowed(input: PolicyInput): boolean {
  if (input.agent.status !== 'active' || !input.effects.proven) return false;
  if (input.kind === 'model_call') return input.provider !== null && input.model.providers.includes(input.provider);
  return input.tool.status === 'approved' && input.tool.arguments_valid && input.tool.definition_current;
}
