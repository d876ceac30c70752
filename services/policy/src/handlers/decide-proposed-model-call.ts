import { instantOf } from '@countersign/chassis';
import { modelCallDecided, type ModelDecision } from '@countersign/contracts';
import { canonicalBytes, digestOfJson } from '@countersign/evidence';
import { prepareEvent, type ReceivedEvent } from '@countersign/messaging';
import { decideModelCall, type ProposedModelCall } from '../domain/decide/decide-model-call.js';
import { unknownRevision } from '../domain/decide/unknown-revision.js';
import type { DecideParts } from './ports.js';

type ModelCallProposed = Extract<ReceivedEvent['leaf'], { type: 'ModelCallProposed' }>;
type Frame = Pick<ModelDecision, 'decisionId' | 'tenant' | 'modelCallId' | 'agent' | 'run' | 'model' | 'decidedAt'>;

function wishOf({ modelCallId: callId, agent, model }: Frame, { data }: ModelCallProposed): ProposedModelCall {
  const wish = { callId, agent, model, parameters: { stream: data.stream } };
  return data.provider === undefined ? wish : { ...wish, provider: data.provider };
}

function decide(
  parts: DecideParts,
  frame: Frame,
  proposed: ModelCallProposed,
): { decision: ModelDecision; input: unknown } {
  const revision = parts.revisions.of(frame.tenant);
  if (!revision.ok) {
    const { reasonCode, message } = revision.refusal;
    const refused = {
      verdict: 'deny' as const,
      reasonCode,
      reasons: [message],
      rule: null,
      provider: null,
      policyRevision: unknownRevision,
      inputDigest: digestOfJson({}),
      obligations: {},
    };
    return { decision: { kind: 'model_call', ...frame, ...refused }, input: {} };
  }
  const { principal, dataCategories } = proposed.data;
  const context = {
    nowMs: parts.clock.now(),
    principal,
    environment: parts.environment,
    data: Object.keys(dataCategories),
  };
  const outcome = decideModelCall(revision.value, wishOf(frame, proposed), context);
  const { verdict, reasonCode, reasons, remedy, rule, provider, policyRevision, inputDigest, obligations } = outcome;
  const { providers } = outcome;
  const told = {
    verdict,
    reasonCode,
    reasons,
    ...(remedy === undefined ? {} : { remedy }),
    rule,
    provider,
    ...(providers.length > 1 ? { providers } : {}),
    policyRevision,
    inputDigest,
    obligations,
  };
  return { decision: { kind: 'model_call', ...frame, ...told }, input: outcome.input };
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
    const { decision, input } = decide(parts, frame, leaf);
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
