import type { ProviderDocument } from '@countersign/contracts';
import { agentFacts } from './agent-facts.js';
import type { CallContext } from './call-context.js';
import { candidateRules } from './candidate-rules.js';
import { circumstanceFacts } from './circumstance-facts.js';
import type { EffectFacts, PolicyInput } from './policy-input.js';
import { evaluate } from './evaluate.js';
import type { LoadedRevision } from './loaded-revision.js';
import type { Outcome } from './outcome.js';

export interface ProposedModelCall {
  agent: string;
  model: string;
  /** Absent: any provider that offers the model, the heaviest first. */
  provider?: string;
  /** Top-level parameters such as max_tokens; never messages. */
  parameters?: Readonly<Record<string, unknown>>;
}

export interface ModelCallOutcome extends Outcome {
  /** Where the call may go; null unless it is allowed. */
  provider: string | null;
}

/** Decides one model call: the first provider that policy allows is the one to use. */
export function decideModelCall(
  revision: LoadedRevision,
  proposed: ProposedModelCall,
  context: CallContext,
): ModelCallOutcome {
  const offering = revision.compiled.models.get(proposed.model) ?? [];
  const choices = proposed.provider === undefined ? offering.map(({ name }) => name) : [proposed.provider];
  let refusal: ModelCallOutcome | undefined;
  for (const provider of choices.length > 0 ? choices : [null]) {
    const outcome = decideFor(revision, { proposed, context, provider, offering });
    if (outcome.verdict === 'allow') return outcome;
    refusal ??= outcome;
  }
  return refusal as ModelCallOutcome;
}

interface Choice {
  proposed: ProposedModelCall;
  context: CallContext;
  provider: string | null;
  offering: readonly ProviderDocument[];
}

/** A model call changes nothing by itself: what it leads to is decided as tool calls. */
const modelCallEffects: EffectFacts = {
  proven: true,
  kinds: [],
  paths: null,
  relations: null,
  functions: null,
  requests: null,
};

function decideFor(revision: LoadedRevision, { proposed, context, provider, offering }: Choice): ModelCallOutcome {
  const { compiled, engine } = revision;
  const subject = `model:${proposed.model}`;
  const rules = candidateRules(compiled, proposed.agent, subject);
  const input: PolicyInput = {
    ...circumstanceFacts({ compiled, rules, values: proposed.parameters ?? {}, context }),
    kind: 'model_call',
    engine: engine.digest,
    revision: compiled.revision,
    agent: agentFacts(compiled, proposed.agent),
    model: { name: proposed.model, providers: offering.map(({ name }) => name) },
    provider,
    effects: modelCallEffects,
  };
  const { outcome } = evaluate(revision, { subject, input, rules });
  return { ...outcome, provider: outcome.verdict === 'allow' ? provider : null };
}
