import { digestOfBytes, parseStrictJson } from '@countersign/evidence';
import { clip } from '../../domain/clip.js';
import { providerRefusal } from '../../domain/provider/provider-refusal.js';
import { upstreamRequest } from '../../domain/provider/upstream-request.js';
import { interceptResponse } from '../../domain/wire/intercept-response.js';
import type { InterceptedResponse } from '../../domain/wire/seam/intercepted-response.js';
import type { WireRefusal } from '../../domain/wire/seam/wire-refusal.js';
import { isGenerating } from '../../domain/wire/wire-formats.js';
import { decideBlocks, type DecidedBlocks } from '../blocks/decide-blocks.js';
import { seal } from '../events/seal.js';
import { recordUnavailable, refused } from '../refused.js';
import { admitModelCall, type Admitted } from './admit-model-call.js';
import { declineModelCall } from './decline-model-call.js';
import { modelCompletedEvent } from './model-events.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, ModelRequest, Released } from './model-request.js';

interface Answer {
  body: Buffer;
  status: number;
  providerRequestId: string | undefined;
}

const nothingDecided: DecidedBlocks = { outcomes: new Map(), callIds: [], events: [] };

/** One model call whose answer comes whole. It is released once every tool call in it is decided and all of it is on the record. */
export function answerModelCall(parts: ModelParts) {
  return async (request: ModelRequest): Promise<Released | Declined> => {
    const admitted = await admitModelCall(parts, request);
    if (!admitted.ok) return admitted;
    const answer = await ask(parts, request, admitted);
    if ('ok' in answer) return answer;
    const intercepted = intercept(request, answer.body);
    if (!intercepted.ok) return declineAnswer(parts, admitted, { ...intercepted, status: 502 });
    const decided = await decide(parts, admitted, intercepted);
    if (!('outcomes' in decided)) return declineAnswer(parts, admitted, decided);
    return release(parts, admitted, { answer, intercepted, decided });
  };
}

async function ask(parts: ModelParts, request: ModelRequest, admitted: Admitted): Promise<Answer | Declined> {
  const { call, decision, provider, key } = admitted;
  const { model } = decision;
  const governed = { provider, key, model, wire: request.wire, traceparent: call.traceparent };
  const answer = await parts.provider.ask(upstreamRequest(request, governed));
  const refusal = providerRefusal(answer, { key, provider });
  if (answer.kind === 'answered' && !refusal) {
    const id = answer.headers['x-request-id'] ?? answer.headers['request-id'];
    return { body: answer.body, status: answer.status, providerRequestId: id === undefined ? id : clip(id, 256) };
  }
  if (refusal?.refusal.reasonCode === 'provider_auth_failed')
    parts.providerKeys.forget(call.caller.tenant, provider.name);
  const dispatched = answer.kind === 'answered' || answer.sent;
  const providerStatus = answer.kind === 'answered' ? { providerStatus: answer.status } : {};
  const reason = refusal ?? refused('provider_error', 'The model provider gave no answer.');
  return declineModelCall(parts, { call, decision }, { ok: false, ...reason, dispatched, ...providerStatus });
}

/** The tool calls of an answer; formats that generate nothing have none. */
function intercept(request: ModelRequest, body: Buffer): InterceptedResponse | { ok: false; refusal: WireRefusal } {
  const { format } = request.wire;
  const parsed = parseStrictJson(body);
  if (!parsed.ok) {
    const message = `The answer of the model provider is no JSON that can be read in one way only: ${parsed.refusal.message}.`;
    return { ok: false, refusal: { reasonCode: 'malformed_response', message } };
  }
  if (!isGenerating(format)) return { ok: true, toolCalls: [], rebuild: () => parsed.value as never };
  return interceptResponse(format, parsed.value, { hosted: [] });
}

function decide(parts: ModelParts, { call }: Admitted, { toolCalls }: InterceptedResponse) {
  if (toolCalls.length === 0) return nothingDecided;
  return decideBlocks(parts, call, toolCalls);
}

function declineAnswer(parts: ModelParts, { call, decision }: Admitted, declined: Omit<Declined, 'governed'>) {
  return declineModelCall(parts, { call, decision }, { ...declined, dispatched: true });
}

async function release(
  parts: ModelParts,
  { call, decision, provider }: Admitted,
  { answer, intercepted, decided }: { answer: Answer; intercepted: InterceptedResponse; decided: DecidedBlocks },
): Promise<Released | Declined> {
  const withheld = [...decided.outcomes.values()].some((outcome) => outcome.kind !== 'pass');
  const body = withheld ? Buffer.from(JSON.stringify(intercepted.rebuild(decided.outcomes)), 'utf8') : answer.body;
  const { callIds } = decided;
  const governed = { call, decision, callIds };
  const { decisionId, model } = decision;
  const completed = modelCompletedEvent(call, {
    ...{ decisionId, model, callIds, provider: provider.name, at: parts.clock.now() },
    ...{ status: answer.status, providerRequestId: answer.providerRequestId, usage: intercepted.usage },
    responseDigest: digestOfBytes(body),
  });
  if (!(await seal(parts, [...decided.events, completed]))) return { ...recordUnavailable(), governed };
  const id = answer.providerRequestId;
  return { ok: true, body, governed, ...(id === undefined ? {} : { providerRequestId: id }) };
}
