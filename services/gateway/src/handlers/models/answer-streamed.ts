import { mustAskForUsage } from '../../domain/provider/must-ask-for-usage.js';
import type { ProviderAnswer } from '../../domain/provider/provider-answer.js';
import { requestIdOf } from '../../domain/provider/request-id-of.js';
import { upstreamRequest } from '../../domain/provider/upstream-request.js';
import { openStream } from '../../domain/wire/open-stream.js';
import type { GeneratingFormat } from '../../domain/wire/seam/wire-format.js';
import { seal } from '../events/seal.js';
import { recordUnavailable, refused } from '../refused.js';
import type { Admitted } from './admit-model-call.js';
import { answeredOrDeclined } from './decline-answer.js';
import { declineModelCall } from './decline-model-call.js';
import { modelStartedEvent } from './model-events.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, ModelRequest, Streamed } from './model-request.js';
import { StreamRelay } from './stream-relay.js';

/**
 * An answer that comes in pieces. Before its first byte passes, the decision and the dispatch are on the record; each
 * tool call in it passes once its own decision is; its end once all of it is.
 */
export async function answerStreamed(
  parts: ModelParts,
  request: ModelRequest & { format: GeneratingFormat },
  admitted: Admitted,
): Promise<Streamed | Declined> {
  const { call, decision, provider, key } = admitted;
  const governed = { call, decision };
  const outgoing = { provider, key, model: decision.model, wire: request.wire, traceparent: call.traceparent };
  const [sealed, opened] = await Promise.all([
    seal(parts, [modelStartedEvent(call, decision, parts.clock.now())]),
    parts.provider.open(upstreamRequest(request, outgoing)),
  ]);
  if (opened.kind !== 'streaming') return declineWhole(parts, admitted, opened);
  if (!sealed) {
    opened.close();
    return { ...recordUnavailable(), governed };
  }
  const { format } = request;
  const interceptor = openStream(format, { hosted: [], hideUsage: mustAskForUsage(format, request.json) });
  const stream = new StreamRelay(parts, { admitted, format, interceptor, source: opened });
  const providerRequestId = requestIdOf(opened.headers);
  return { ok: true, stream, governed, ...(providerRequestId === undefined ? {} : { providerRequestId }) };
}

/** The provider refused, or answered with something that is no stream. */
async function declineWhole(parts: ModelParts, admitted: Admitted, answer: ProviderAnswer): Promise<Declined> {
  const answered = await answeredOrDeclined(parts, admitted, answer);
  if ('ok' in answered) return answered;
  const { call, decision } = admitted;
  const reason = refused('malformed_response', 'The model provider answered a streamed request with no stream.');
  const providerStatus = answered.status;
  return declineModelCall(parts, { call, decision }, { ...reason, status: 502, dispatched: true, providerStatus });
}
