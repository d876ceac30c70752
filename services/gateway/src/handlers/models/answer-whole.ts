import { digestOfBytes, parseStrictJson } from '@countersign/evidence';
import { requestIdOf } from '../../domain/provider/request-id-of.js';
import { upstreamRequest } from '../../domain/provider/upstream-request.js';
import { interceptResponse } from '../../domain/wire/intercept-response.js';
import type { InterceptedResponse } from '../../domain/wire/seam/intercepted-response.js';
import { textOf } from '../../domain/wire/seam/json-object.js';
import type { WireRefusal } from '../../domain/wire/seam/wire-refusal.js';
import { isGenerating } from '../../domain/wire/wire-formats.js';
import { decideBlocks, type DecidedBlocks } from '../blocks/decide-blocks.js';
import { seal } from '../events/seal.js';
import { recordUnavailable } from '../refused.js';
import type { Admitted } from './admit-model-call.js';
import { answeredOrDeclined } from './decline-answer.js';
import { declineModelCall } from './decline-model-call.js';
import { keepWithheld } from './keep-withheld.js';
import { modelCompletedEvent } from './model-events.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, ModelRequest, Released } from './model-request.js';

interface Answer {
  body: Buffer;
  status: number;
  headers: Record<string, string>;
}

const nothingDecided: DecidedBlocks = { outcomes: new Map(), callIds: [], events: [] };

/** An answer that comes whole. It is released once every tool call in it is decided and all of it is on the record. */
export async function answerWhole(
  parts: ModelParts,
  request: ModelRequest,
  admitted: Admitted,
): Promise<Released | Declined> {
  const { call, decision, provider, key } = admitted;
  const governed = { provider, key, model: decision.model, wire: request.wire, traceparent: call.traceparent };
  const answered = await parts.provider.ask(upstreamRequest(request, governed));
  const answer = await answeredOrDeclined(parts, admitted, answered);
  if ('ok' in answer) return answer;
  const intercepted = intercept(request, answer.body);
  const decline = (declined: Omit<Declined, 'governed'>) =>
    declineModelCall(parts, { call, decision }, { ...declined, dispatched: true });
  if (!intercepted.ok) return decline({ ...intercepted, status: 502 });
  const { toolCalls } = intercepted;
  const decided = toolCalls.length === 0 ? nothingDecided : await decideBlocks(parts, call, toolCalls);
  if ('ok' in decided) return decline(decided);
  const body = await bodyToRelease(parts, request, { answer, intercepted, decided });
  return release(parts, admitted, { answer, intercepted, decided, body });
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

interface DecidedAnswer {
  answer: Answer;
  intercepted: InterceptedResponse;
  decided: DecidedBlocks;
}

/** The provider's own bytes, unless something in them is withheld. */
async function bodyToRelease(
  parts: ModelParts,
  { caller, wire }: ModelRequest,
  { answer, intercepted, decided }: DecidedAnswer,
): Promise<Buffer> {
  const { outcomes } = decided;
  if ([...outcomes.values()].every((outcome) => outcome.kind === 'pass')) return answer.body;
  const rebuilt = intercepted.rebuild(outcomes);
  const { toolCalls } = intercepted;
  const { format } = wire;
  await keepWithheld(parts, { tenant: caller.tenant, format, responseId: textOf(rebuilt.id), toolCalls, outcomes });
  return Buffer.from(JSON.stringify(rebuilt), 'utf8');
}

async function release(
  parts: ModelParts,
  { call, decision, provider }: Admitted,
  { answer, intercepted, decided, body }: DecidedAnswer & { body: Buffer },
): Promise<Released | Declined> {
  const { callIds } = decided;
  const governed = { call, decision, callIds };
  const { decisionId, model } = decision;
  const providerRequestId = requestIdOf(answer.headers);
  const completed = modelCompletedEvent(call, {
    ...{ decisionId, model, callIds, provider: provider.name, at: parts.clock.now() },
    ...{ status: answer.status, providerRequestId, usage: intercepted.usage },
    responseDigest: digestOfBytes(body),
  });
  if (!(await seal(parts, [...decided.events, completed]))) return { ...recordUnavailable(), governed };
  return { ok: true, body, governed, ...(providerRequestId === undefined ? {} : { providerRequestId }) };
}
