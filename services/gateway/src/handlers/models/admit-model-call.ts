import type { ModelDecision, ProviderDocument, Result } from '@countersign/contracts';
import { toldReasons } from '../../domain/call/told-reasons.js';
import type { FoundData } from '../../domain/data/found-data.js';
import type { Examined } from '../../domain/data/examined.js';
import { isInScope, outsideScope } from '../../domain/identity/run-scope.js';
import { sessionSignal } from '../../domain/identity/session-signal.js';
import type { ModelCall, SignedModelDecision } from '../../domain/model/model-call.js';
import { modelDecisionFits } from '../../domain/model/model-decision-fits.js';
import { ungovernable } from '../../domain/model/ungovernable.js';
import type { RegistrySnapshot } from '../../domain/registry/registry-snapshot.js';
import { inspectRequest } from '../../domain/wire/inspect-request.js';
import type { InspectedRequest } from '../../domain/wire/seam/inspected-request.js';
import { recordUnavailable, refused } from '../refused.js';
import { decideHosted } from './decide-hosted.js';
import { declineModelCall } from './decline-model-call.js';
import { examineRequest } from './examine-request.js';
import { modelProposedEvent } from './model-events.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, ModelRequest } from './model-request.js';
import { planCall } from './plan-call.js';
import { redactRequest } from './redact-request.js';

const mostToldCategories = 10;

/** A model call that policy allows, with everything needed to send it on. */
export interface Admitted {
  ok: true;
  call: ModelCall;
  inspected: InspectedRequest;
  /** As it may leave. */
  request: ModelRequest;
  decision: ModelDecision;
  /** Where it may go, in the order in which to try. */
  providers: ProviderDocument[];
}

interface Proposal {
  request: ModelRequest;
  inspected: InspectedRequest;
  registry: RegistrySnapshot;
}

interface ExaminedProposal extends Proposal {
  examined: Examined;
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
  if (!isInScope(run.value, 'models', inspected.model)) return { ok: false, refusal: outsideScope('model') };
  const registry = await parts.registry.of(request.caller.tenant);
  if (!registry.ok) return registry;
  const proposal = { request, inspected, registry: registry.value };
  const { examined, found } = examineRequest(parts, proposal);
  const planned = await planCall(parts, { ...proposal, run: run.value, counts: found.counts });
  if (!planned.ok) return planned;
  return putBeforePolicy(parts, { ...planned.value, data: found }, { ...proposal, examined });
}

async function putBeforePolicy(
  parts: ModelParts,
  call: ModelCall,
  proposal: ExaminedProposal,
): Promise<Admitted | Declined> {
  // A spent budget may have put another model in the place of the wanted one.
  if (!isInScope(call.run, 'models', call.model)) {
    return declineModelCall(parts, { call }, { ok: false, refusal: outsideScope('model'), dispatched: false });
  }
  const signed = await askPolicy(parts, call, proposal);
  if (!signed.ok) return declineModelCall(parts, { call }, { ...signed, dispatched: false });
  const { decision } = signed.value;
  const refused = refusalOf(decision, call);
  if (refused) return declineModelCall(parts, { call, decision }, { ...refused, dispatched: false });
  const redacted = redactRequest(proposal.request, proposal.examined, decision);
  if (!redacted.ok) return declineModelCall(parts, { call, decision }, { ...redacted, dispatched: false });
  const target = targetOf(proposal, decision);
  if (!target.ok) return declineModelCall(parts, { call, decision }, { ...target, dispatched: false });
  const { request, categories: redactedCategories } = redacted.value;
  const { inspected } = proposal;
  const hosted = await decideHosted(parts, call, inspected.hosted);
  if (!hosted.ok) return declineModelCall(parts, { call, decision }, { ...hosted, dispatched: false });
  return { ok: true, call: { ...call, redactedCategories }, inspected, request, decision, providers: target.value };
}

async function askPolicy(
  parts: ModelParts,
  call: ModelCall,
  { request, inspected }: Proposal,
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

function refusalOf(decision: ModelDecision, { data }: ModelCall): Omit<Declined, 'governed'> | null {
  if (decision.verdict === 'allow') return null;
  const { reasonCode, remedy } = decision;
  const message = toldReasons(decision.reasons) || 'Policy does not allow this model call.';
  return { ...refused(reasonCode, `${message}${holding(data)}`, remedy), status: 403 };
}

/** Rules may ask for what a request holds: what was found is what an agent can mend. */
function holding(data: FoundData | undefined): string {
  const categories = Object.keys(data?.counts ?? {}).slice(0, mostToldCategories);
  return categories.length === 0 ? '' : ` The request holds: ${categories.sort().join(', ')}.`;
}

/** Where the call may go: what policy allows, of what was registered when its cost was reserved. */
function targetOf({ request, registry }: Proposal, decision: ModelDecision): Result<ProviderDocument[]> {
  const named = decision.providers ?? [decision.provider ?? ''];
  const providers = named.flatMap((name) => registry.providers.get(name) ?? []);
  const [first] = providers;
  if (!first) return refused('model_unknown', 'No registered provider offers this model.');
  const speaking = providers.filter(({ api }) => api === request.wire.family);
  if (speaking.length > 0) return { ok: true, value: speaking };
  return refused('wire_format_mismatch', `The provider of this model speaks the ${first.api} format.`);
}
