import { mustAskForUsage } from '../../domain/provider/must-ask-for-usage.js';
import type { ProviderAnswer, ProviderStream } from '../../domain/provider/provider-answer.js';
import { requestIdOf } from '../../domain/provider/request-id-of.js';
import { openStream } from '../../domain/wire/open-stream.js';
import type { GeneratingFormat } from '../../domain/wire/seam/wire-format.js';
import { seal } from '../events/seal.js';
import { recordUnavailable, refused } from '../refused.js';
import type { Admitted } from './admit-model-call.js';
import { answeredOrDeclined } from './decline-answer.js';
import { declineModelCall } from './decline-model-call.js';
import { dispatch, type Sent, type Unsent } from './dispatch.js';
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
  const { call, decision } = admitted;
  const governed = { call, decision };
  const providers = admitted.providers.map(({ name }) => name);
  const [sealed, sent] = await Promise.all([
    seal(parts, [modelStartedEvent(call, { at: parts.clock.now(), decision, providers })]),
    dispatch(parts, { request, admitted, send: (upstream) => parts.provider.open(upstream) }),
  ]);
  if (!isStreaming(sent)) return declineWhole(parts, admitted, sent);
  const { answer: opened } = sent;
  if (!sealed) {
    opened.close();
    return declineModelCall(parts, governed, { ...recordUnavailable(), dispatched: true, attempts: sent.attempts });
  }
  const { format } = request;
  const interceptor = openStream(format, {
    hosted: admitted.inspected.hosted,
    hideUsage: mustAskForUsage(format, request.json),
  });
  const stream = new StreamRelay(parts, { admitted, sent, format, interceptor });
  const providerRequestId = requestIdOf(opened.headers);
  return { ok: true, stream, governed, ...(providerRequestId === undefined ? {} : { providerRequestId }) };
}

function isStreaming(sent: Sent | Unsent): sent is Sent<ProviderStream> {
  return sent.ok && sent.answer.kind === 'streaming';
}

/** The provider refused, or answered with something that is no stream. */
async function declineWhole(parts: ModelParts, admitted: Admitted, sent: Sent | Unsent): Promise<Declined> {
  const answered = await answeredOrDeclined(parts, admitted, sent as Sent<ProviderAnswer> | Unsent);
  if ('refusal' in answered) return answered;
  const { call, decision } = admitted;
  const { attempts } = answered;
  const reason = refused('malformed_response', 'The model provider answered a streamed request with no stream.');
  const providerStatus = answered.answer.status;
  return declineModelCall(
    parts,
    { call, decision },
    { ...reason, status: 502, dispatched: true, providerStatus, attempts },
  );
}
