import { isGenerating } from '../../domain/wire/wire-formats.js';
import { steadyRecord } from '../events/steady-record.js';
import { admitModelCall } from './admit-model-call.js';
import { answerStreamed } from './answer-streamed.js';
import { answerWhole } from './answer-whole.js';
import { continueResponse } from './continue-response.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, ModelRequest, Released, Streamed } from './model-request.js';
import { toldDecline } from './told-decline.js';

/** One model call, in any wire format, whole or streamed: decided, sent, its tool calls decided, and on the record. */
export function answerModelCall(anyTime: ModelParts) {
  return async (request: ModelRequest): Promise<Released | Streamed | Declined> => {
    const parts = { ...anyTime, record: steadyRecord(anyTime.record) };
    const admitted = await admitModelCall(parts, request);
    if (!admitted.ok) return toldDecline(parts, request.caller.tenant, admitted);
    const { format } = request.wire;
    const outgoing = await continueResponse(parts, admitted.request);
    if (!admitted.inspected.stream || !isGenerating(format)) return answerWhole(parts, outgoing, admitted);
    return answerStreamed(parts, { ...outgoing, format }, admitted);
  };
}
