import { digestOfBytes, parseStrictJson } from '@countersign/evidence';
import { requestIdOf } from '../../domain/provider/request-id-of.js';
import { isObject, textOf } from '../../domain/wire/seam/json-object.js';
import { chatUsage } from '../../domain/wire/openai-chat/chat-usage.js';
import { interceptResponse } from '../../domain/wire/intercept-response.js';
import type { HostedTool } from '../../domain/wire/seam/inspected-request.js';
import type { InterceptedResponse } from '../../domain/wire/seam/intercepted-response.js';
import type { WireRefusal } from '../../domain/wire/seam/wire-refusal.js';
import { isGenerating } from '../../domain/wire/wire-formats.js';
import { decideBlocks, type DecidedBlocks, type UndecidedBlocks } from '../blocks/decide-blocks.js';
import { recordUnavailable } from '../refused.js';
import type { Admitted } from './admit-model-call.js';
import { completeModelCall } from './complete-model-call.js';
import { answeredOrDeclined, type Answered } from './decline-answer.js';
import { declineModelCall } from './decline-model-call.js';
import { dispatch } from './dispatch.js';
import { conversationOf } from '../../domain/wire/openai-responses/conversation-of.js';
import { keepWithheld } from './keep-withheld.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, ModelRequest, Released } from './model-request.js';

const nothingDecided: DecidedBlocks = { outcomes: new Map(), callIds: [], events: [] };

/** An answer that comes whole. It is released once every tool call in it is decided and all of it is on the record. */
export async function answerWhole(
  parts: ModelParts,
  request: ModelRequest,
  admitted: Admitted,
): Promise<Released | Declined> {
  const { call, decision } = admitted;
  const sent = await dispatch(parts, { request, admitted, send: (upstream) => parts.provider.ask(upstream) });
  const answered = await answeredOrDeclined(parts, admitted, sent);
  if ('refusal' in answered) return answered;
  const intercepted = intercept(request, answered.answer.body, admitted.inspected.hosted);
  const { attempts } = answered;
  const decline = (declined: Omit<Declined, 'governed'> & Partial<Pick<UndecidedBlocks, 'events'>>) =>
    declineModelCall(parts, { call, decision }, { ...declined, dispatched: true, attempts });
  if (!intercepted.ok) return decline({ ...intercepted, status: 502 });
  const { toolCalls } = intercepted;
  const decided =
    toolCalls.length === 0 ? nothingDecided : await decideBlocks({ ...parts, ...goneOf(request) }, call, toolCalls);
  if ('ok' in decided) return decline(decided);
  const { answer } = answered;
  const body = await bodyToRelease(parts, request, { answer, intercepted, decided });
  return release(parts, admitted, { answered, intercepted, decided, body });
}

function goneOf({ isGone }: ModelRequest): Pick<ModelRequest, 'isGone'> {
  return isGone ? { isGone } : {};
}

/** The tool calls of an answer; formats that generate nothing have none. */
function intercept(
  { wire: { format } }: ModelRequest,
  body: Buffer,
  hosted: readonly HostedTool[],
): InterceptedResponse | { ok: false; refusal: WireRefusal } {
  const parsed = parseStrictJson(body);
  if (!parsed.ok) {
    const message = `The answer of the model provider is no JSON that can be read in one way only: ${parsed.refusal.message}.`;
    return { ok: false, refusal: { reasonCode: 'malformed_response', message } };
  }
  if (!isGenerating(format)) {
    const usage = isObject(parsed.value) ? chatUsage(parsed.value.usage) : undefined;
    return { ok: true, toolCalls: [], rebuild: () => parsed.value as never, ...(usage ? { usage } : {}) };
  }
  return interceptResponse(format, parsed.value, { hosted });
}

interface DecidedAnswer {
  answer: Answered['answer'];
  intercepted: InterceptedResponse;
  decided: DecidedBlocks;
}

/** The provider's own bytes, unless something in them is withheld. */
async function bodyToRelease(
  parts: ModelParts,
  { caller, wire, json }: ModelRequest,
  { answer, intercepted, decided }: DecidedAnswer,
): Promise<Buffer> {
  const { outcomes } = decided;
  const isAllowed = [...outcomes.values()].every((outcome) => outcome.kind === 'pass');
  if (isAllowed && conversationOf(json) === undefined) return answer.body;
  const rebuilt = intercepted.rebuild(outcomes);
  const { toolCalls } = intercepted;
  const kept = { tenant: caller.tenant, format: wire.format, json, responseId: textOf(rebuilt.id) };
  await keepWithheld(parts, { ...kept, toolCalls, outcomes });
  if (isAllowed) return answer.body;
  return Buffer.from(JSON.stringify(rebuilt), 'utf8');
}

async function release(
  parts: ModelParts,
  admitted: Admitted,
  { answered, intercepted, decided, body }: Omit<DecidedAnswer, 'answer'> & { answered: Answered; body: Buffer },
): Promise<Released | Declined> {
  const { call, decision } = admitted;
  const { answer } = answered;
  const { callIds, events } = decided;
  const governed = { call, decision, callIds };
  const providerRequestId = requestIdOf(answer.headers);
  const recorded = await completeModelCall(parts, admitted, {
    ...{ sent: answered, events, callIds, status: answer.status, providerRequestId, usage: intercepted.usage },
    responseDigest: digestOfBytes(body),
  });
  if (!recorded) return { ...recordUnavailable(), governed };
  return { ok: true, body, governed, ...(providerRequestId === undefined ? {} : { providerRequestId }) };
}
