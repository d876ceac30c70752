import type { ModelDecision, ProviderDocument, Result } from '@countersign/contracts';
import { sessionSignal } from '../../domain/identity/session-signal.js';
import type { ModelCall, SignedModelDecision } from '../../domain/model/model-call.js';
import { modelDecisionFits } from '../../domain/model/model-decision-fits.js';
import { ungovernable } from '../../domain/model/ungovernable.js';
import { inspectRequest } from '../../domain/wire/inspect-request.js';
import type { InspectedRequest } from '../../domain/wire/seam/inspected-request.js';
import { recordUnavailable, refused } from '../refused.js';
import { declineModelCall } from './decline-model-call.js';
import { modelProposedEvent } from './model-events.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, ModelRequest } from './model-request.js';

/** A model call that policy allows, with everything needed to send it on. */
export interface Admitted {
  ok: true;
  call: ModelCall;
  inspected: InspectedRequest;
  decision: ModelDecision;
  provider: ProviderDocument;
  key: string | null;
}

/** Brings one model call before policy. Nothing leaves before policy has allowed it (promise 2). */
export async function admitModelCall(parts: ModelParts, request: ModelRequest): Promise<Admitted | Declined> {
  const inspection = inspectRequest(request.wire.format, request.json);
  if (!inspection.ok) return inspection;
  const inspected = inspection.request;
  const refusal = ungovernable(inspected);
  if (refusal) return { ok: false, refusal };
  if (!parts.record.available()) return recordUnavailable();
  const run = await parts.runs.runOf(request.caller, sessionSignal(request.headers, inspected.session.promptCacheKey));
  if (!run.ok) return run;
  const { caller, traceparent } = request;
  const call = { id: parts.ids.next('mc'), caller, run: run.value, traceparent, proposedAt: parts.clock.now() };
  const signed = await askPolicy(parts, call, { request, inspected });
  if (!signed.ok) return declineModelCall(parts, { call }, { ...signed, dispatched: false });
  const { decision } = signed.value;
  const refused = refusalOf(decision);
  if (refused) return declineModelCall(parts, { call, decision }, { ...refused, dispatched: false });
  const target = await targetOf(parts, request, decision);
  if (!target.ok) return declineModelCall(parts, { call, decision }, { ...target, dispatched: false });
  return { ok: true, call, inspected, decision, ...target.value };
}

async function askPolicy(
  parts: ModelParts,
  call: ModelCall,
  { request, inspected }: { request: ModelRequest; inspected: InspectedRequest },
): Promise<Result<SignedModelDecision>> {
  const decided = parts.modelDecisions.wait(call.id, parts.decisionTimeoutMs);
  try {
    await parts.publisher.publish(modelProposedEvent(call, request, inspected));
  } catch (error) {
    parts.report(error, { part: 'propose a model call' });
    return recordUnavailable();
  }
  const signed = await decided;
  if (!signed) return refused('policy_unavailable', 'Policy did not decide in time.', 'Try again shortly.');
  if (modelDecisionFits(call, signed.decision) && parts.signatures.modelDecision(signed)) {
    return { ok: true, value: signed };
  }
  return refused('decision_mismatch', 'The decision is not one for this call.');
}

function refusalOf(decision: ModelDecision): Omit<Declined, 'governed'> | null {
  if (decision.verdict !== 'allow') {
    const { reasonCode, remedy } = decision;
    const message = decision.reasons.join(' ') || 'Policy does not allow this model call.';
    return { ...refused(reasonCode, message, remedy), status: 403 };
  }
  if (Object.values(decision.obligations).every((obligation) => obligation === undefined)) return null;
  return refused(
    'obligation_unsupported',
    'Policy obliges the gateway to something that it cannot keep for model calls.',
  );
}

async function targetOf(
  parts: ModelParts,
  request: ModelRequest,
  decision: ModelDecision,
): Promise<Result<{ provider: ProviderDocument; key: string | null }>> {
  const { tenant } = request.caller;
  const registry = await parts.registry.of(tenant);
  if (!registry.ok) return registry;
  const provider = decision.provider === null ? undefined : registry.value.providers.get(decision.provider);
  if (!provider) return refused('model_unknown', 'No registered provider offers this model.');
  if (provider.api !== request.wire.family) {
    return refused('wire_format_mismatch', `The provider of this model speaks the ${provider.api} format.`);
  }
  if (!provider.apiKey) return { ok: true, value: { provider, key: null } };
  const key = await parts.providerKeys.keyFor(tenant, provider.name);
  return key.ok ? { ok: true, value: { provider, key: key.value } } : key;
}
