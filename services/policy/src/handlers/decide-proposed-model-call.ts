import { instantOf } from '@countersign/chassis';
import { modelCallDecided, type ModelDecision, type Refusal } from '@countersign/contracts';
import { canonicalBytes, digestOfJson } from '@countersign/evidence';
import { prepareEvent, type ReceivedEvent } from '@countersign/messaging';
import { askGuardsApart } from '../domain/decide/ask-guards-apart.js';
import type { CallContext } from '../domain/decide/call-context.js';
import { decideModelCall, type ModelCallOutcome, type ProposedModelCall } from '../domain/decide/decide-model-call.js';
import { unknownRevision } from '../domain/decide/unknown-revision.js';
import { modelCallConcernsRun } from '../domain/runs/concerns-run.js';
import { entryOf } from '../domain/runs/run-entry.js';
import { decideInRun } from './decide-in-run.js';
import { findingsIn } from './findings-in.js';
import { liveScope, type DecideParts } from './ports.js';

type ModelCallProposed = Extract<ReceivedEvent['leaf'], { type: 'ModelCallProposed' }>;
type Frame = Pick<ModelDecision, 'decisionId' | 'tenant' | 'modelCallId' | 'agent' | 'run' | 'model' | 'decidedAt'>;

function wishOf({ modelCallId: callId, agent, model }: Frame, { data }: ModelCallProposed): ProposedModelCall {
  const wish = { callId, agent, model, parameters: { stream: data.stream } };
  return data.provider === undefined ? wish : { ...wish, provider: data.provider };
}

interface Decided {
  decision: ModelDecision;
  input: unknown;
}

interface Proposed {
  leaf: ModelCallProposed;
  payloads: ReceivedEvent['payloads'];
}

async function decide(parts: DecideParts, frame: Frame, { leaf, payloads }: Proposed): Promise<Decided> {
  const revision = parts.revisions.of(frame.tenant);
  if (!revision.ok) return refused(frame, revision.refusal);
  const { agent, model, tenant, run, modelCallId } = frame;
  const { principal, dataCategories } = leaf.data;
  const data = Object.keys(dataCategories);
  const nowMs = Date.parse(frame.decidedAt);
  const circumstances = { nowMs, principal, environment: parts.environment, data, ...findingsIn(payloads) };
  const decideWith = async (more: Partial<CallContext>): Promise<Decided> => {
    const context = { ...circumstances, ...more };
    const wish = wishOf(frame, leaf);
    return told(frame, await askGuardsApart(revision.value, (loaded) => decideModelCall(loaded, wish, context)));
  };
  if (!modelCallConcernsRun(revision.value.compiled, agent, model)) return decideWith({});
  const { resultLabels } = revision.value.compiled.settings;
  return decideInRun(parts, { tenant, scope: liveScope, run, agent, id: modelCallId, resultLabels }, async (facts) => {
    const value = await decideWith(facts);
    return { value, entry: entryOf(value.decision) };
  });
}

function refused(frame: Frame, { reasonCode, message }: Refusal): Decided {
  const refusal = {
    verdict: 'deny' as const,
    reasonCode,
    reasons: [message],
    rule: null,
    provider: null,
    policyRevision: unknownRevision,
    inputDigest: digestOfJson({}),
    obligations: {},
  };
  return { decision: { kind: 'model_call', ...frame, ...refusal }, input: {} };
}

function told(frame: Frame, outcome: ModelCallOutcome): Decided {
  const { verdict, reasonCode, reasons, remedy, rule, provider, policyRevision, inputDigest } = outcome;
  const { providers, bundles, obligations, labels, input } = outcome;
  const decision: ModelDecision = {
    kind: 'model_call',
    ...frame,
    verdict,
    reasonCode,
    reasons,
    ...(remedy === undefined ? {} : { remedy }),
    rule,
    provider,
    ...(providers.length > 1 ? { providers } : {}),
    policyRevision,
    bundles,
    inputDigest,
    obligations,
    ...(labels.length === 0 ? {} : { labels }),
  };
  return { decision, input };
}

/** Decides a proposed model call and publishes the signed decision. */
export function decideProposedModelCall(parts: DecideParts) {
  return async (event: ReceivedEvent): Promise<void> => {
    const { leaf } = event;
    if (leaf.type !== 'ModelCallProposed' || leaf.agent === undefined || leaf.run === undefined) return;
    const suffix = leaf.subject.replace(/^mc_/, '');
    const { tenant, agent, run, subject: modelCallId } = leaf;
    const frame = {
      decisionId: `dec_${suffix}`,
      tenant,
      modelCallId,
      agent,
      run,
      model: leaf.data.model,
      decidedAt: instantOf(parts.clock.now()),
    };
    const { decision, input } = await decide(parts, frame, { leaf, payloads: event.payloads });
    const payloads = {
      input: { body: canonicalBytes(input as never), mediaType: 'application/json', salt: parts.ids.bytes(32) },
    };
    const published = {
      id: `decided_${suffix}`,
      tenant,
      time: decision.decidedAt,
      actor: { kind: 'service' as const, id: 'policy' },
      subject: modelCallId,
      agent,
      run,
    };
    const data = { decision, signature: parts.signModelDecision(decision) };
    await parts.publisher.publish(
      prepareEvent(modelCallDecided, { ...published, traceparent: leaf.traceparent, cause: [leaf.id], data, payloads }),
    );
  };
}
