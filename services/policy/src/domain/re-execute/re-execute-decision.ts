import { digestOfJson } from '@countersign/evidence';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import { agentFacts } from '../decide/agent-facts.js';
import { candidateRules } from '../decide/candidate-rules.js';
import { withApprovers, withToolLabels } from '../decide/decide-tool-call.js';
import { evaluate } from '../decide/evaluate.js';
import type { LoadedRevision } from '../decide/loaded-revision.js';
import type { Outcome } from '../decide/outcome.js';
import type { PolicyInput } from '../decide/policy-input.js';
import { differences, isSame, type Difference } from './difference.js';
import type { RecordedDecision } from './recorded-decision.js';

/** Makes a recorded decision again from its recorded input, and says what comes out otherwise. */
export function reExecuteDecision(
  revision: LoadedRevision,
  recorded: RecordedDecision,
  input: PolicyInput,
): Difference[] {
  const found = outcomeOf(revision, recorded, input);
  const { verdict, rule, reasonCode, obligations, bundles, labels, approvers = null } = found;
  const provider = input.kind === 'model_call' && verdict === 'allow' ? input.provider : null;
  return [
    ...inputDifferences(recorded, input),
    ...identityDifferences(revision, recorded, input),
    ...differences(recorded.stated, { verdict, rule, reasonCode, obligations, approvers, provider, bundles, labels }),
    ...providerDifferences(revision, recorded, input),
    ...(input.kind === 'tool_call' ? bindingDifferences(revision, recorded) : []),
  ];
}

/** Every provider that the decision names must be allowed as the leading one is. */
function providerDifferences(revision: LoadedRevision, recorded: RecordedDecision, input: PolicyInput): Difference[] {
  if (recorded.about.kind !== 'model_call' || input.kind !== 'model_call') return [];
  const refused = recorded.about.providers.filter(
    (provider) => outcomeOf(revision, recorded, { ...input, provider }).verdict !== 'allow',
  );
  const message = `made again, the call may not go to ${refused.join(', ')}`;
  return refused.length > 0 ? [{ verdict: 'reexecution_provider_differs', message }] : [];
}

function outcomeOf(revision: LoadedRevision, recorded: RecordedDecision, input: PolicyInput): Outcome {
  const { agent, about, principal, requester } = recorded;
  const subject = about.kind === 'tool_call' ? `tool:${about.tool}` : `model:${about.model}`;
  const rules = candidateRules(revision.compiled, agent, subject);
  const evaluated = evaluate(revision, { subject, input, rules });
  if (about.kind === 'model_call') return evaluated.outcome;
  const context = { principal, ...(requester === undefined ? {} : { requester }) };
  const outcome = withApprovers(revision, { proposed: { agent }, context, evaluated });
  return withToolLabels(outcome, revision.compiled.tools.get(about.tool));
}

function inputDifferences(recorded: RecordedDecision, input: PolicyInput): Difference[] {
  const found: Difference[] = [];
  if (digestOfJson(input) !== recorded.inputDigest) {
    const message = 'the recorded input has another digest than the decision states';
    found.push({ verdict: 'reexecution_input_differs', message });
  }
  if (input.revision !== recorded.policyRevision) {
    const message = `the decision names ${recorded.policyRevision}, its input ${input.revision}`;
    found.push({ verdict: 'reexecution_revision_differs', message });
  }
  return found;
}

/** What the registry of the revision says about agent, tool or model must be what the input says. */
function identityDifferences(
  { compiled }: LoadedRevision,
  recorded: RecordedDecision,
  input: PolicyInput,
): Difference[] {
  const agent = agentFacts(compiled, recorded.agent);
  const claims = [
    ['kind of call', input.kind, recorded.about.kind],
    ['agent', input.agent, agent],
    [recorded.about.kind, subjectIn(input), subjectBy(compiled, recorded.about)],
  ] as const;
  return claims
    .filter(([, claimed, known]) => !isSame(claimed, known))
    .map(([what]) => ({
      verdict: 'reexecution_facts_differ',
      message: `the input says something else about the ${what} than the revision and the decision`,
    }));
}

function subjectIn(input: PolicyInput): unknown {
  return input.kind === 'tool_call' ? { name: input.tool.name, status: input.tool.status } : input.model;
}

function subjectBy(compiled: CompiledPolicy, about: RecordedDecision['about']): unknown {
  if (about.kind === 'tool_call') {
    return { name: about.tool, status: compiled.tools.get(about.tool)?.document.status ?? null };
  }
  return { name: about.model, providers: (compiled.models.get(about.model) ?? []).map(({ name }) => name) };
}

function bindingDifferences({ compiled }: LoadedRevision, { agent, about, stated }: RecordedDecision): Difference[] {
  if (about.kind !== 'tool_call') return [];
  const tool = compiled.tools.get(about.tool);
  const bindings = {
    toolDefinitionDigest: tool?.definitionDigest ?? null,
    target: tool?.target ?? `tool:${about.tool}`,
    credentialScope: tool?.credentialScope ?? [],
    owner: compiled.agents.get(agent)?.document.owner ?? null,
  };
  return differences(stated, { bindings });
}
