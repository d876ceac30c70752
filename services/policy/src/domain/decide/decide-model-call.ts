import type { ProviderDocument } from '@countersign/contracts';
import { agentFacts } from './agent-facts.js';
import type { CallContext } from './call-context.js';
import { candidateRules } from './candidate-rules.js';
import { circumstanceFacts } from './circumstance-facts.js';
import type { EffectFacts, PolicyInput } from './policy-input.js';
import { evaluate } from './evaluate.js';
import type { LoadedRevision } from './loaded-revision.js';
import type { Outcome } from './outcome.js';
import { routeOrder } from './route-order.js';

export interface ProposedModelCall {
  /** Spreads calls over providers by their weights; absent: the heaviest first. */
  callId?: string;
  agent: string;
  model: string;
  /** Absent: any provider that offers the model. */
  provider?: string;
  /** Top-level parameters such as max_tokens; never messages. */
  parameters?: Readonly<Record<string, unknown>>;
}

export interface ModelCallOutcome extends Outcome {
  /** Where the call may go; null unless it is allowed. */
  provider: string | null;
  /** All of them, in the order in which to try them. */
  providers: string[];
}

/** As many as a decision can name. */
const mostProviders = 8;

/** Decides one model call for every provider that offers the model; the first that policy allows leads. */
export function decideModelCall(
  revision: LoadedRevision,
  proposed: ProposedModelCall,
  context: CallContext,
): ModelCallOutcome {
  const offering = revision.compiled.models.get(proposed.model) ?? [];
  const choices = choicesOf(proposed, offering);
  const outcomes = choices.map((provider) => decideFor(revision, { proposed, context, provider, offering }));
  const allowed = outcomes.filter(({ verdict }) => verdict === 'allow');
  const leading = allowed[0];
  if (!leading) return outcomes[0] as ModelCallOutcome;
  return { ...leading, providers: allowed.filter(obligedAs(leading)).map(({ provider }) => provider as string) };
}

function choicesOf({ callId, provider }: ProposedModelCall, offering: readonly ProviderDocument[]): (string | null)[] {
  if (provider !== undefined) return [provider];
  if (offering.length === 0) return [null];
  const order = callId === undefined ? offering : routeOrder(offering, callId);
  return order.slice(0, mostProviders).map(({ name }) => name);
}

/** One decision has one set of obligations, and marks its run in one way: a provider under others is none to fall back on. */
function obligedAs(leading: ModelCallOutcome): (outcome: ModelCallOutcome) => boolean {
  const text = ({ obligations, labels }: ModelCallOutcome) => JSON.stringify([obligations, labels]);
  return (outcome) => text(outcome) === text(leading);
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
  services: null,
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
  return { ...outcome, provider: outcome.verdict === 'allow' ? provider : null, providers: [] };
}
