import { toolCallFailed, toolCallOutcomeUnknown, toolCallSucceeded } from '@countersign/contracts';
import { digestOfBytes } from '@countersign/evidence';
import { prepareEvent, type EventPayload, type PreparedEvent } from '@countersign/messaging';
import type { Ending } from '../../domain/call/ending.js';
import type { CallOutcome, CallResult, ToolCall } from '../../domain/call/tool-call.js';
import { clip } from '../../domain/clip.js';
import { callEnvelope, outcomeEventId } from './call-envelope.js';

/** A result longer than this stays out of the event, which the bus limits; its digest is on the record all the same. */
const largestPayload = 512 * 1024;

interface Moment {
  /** Milliseconds since the epoch. */
  at: number;
  /** 32 random bytes. */
  salt: Uint8Array;
}

/** The one event that says how a call ended. */
export function outcomeEvent(call: ToolCall, ending: Ending, moment: Moment): PreparedEvent {
  const envelope = { ...callEnvelope(call, moment.at), id: outcomeEventId(call.id) };
  const { outcome } = ending;
  const { reasonCode } = outcome;
  const message = clip(outcome.message, 500);
  if (ending.status === 'succeeded') return succeeded(call, ending, moment);
  if (ending.status === 'unknown') {
    return prepareEvent(toolCallOutcomeUnknown, { ...envelope, data: { callId: call.id, reasonCode, message } });
  }
  const { targetStatus, durationMs, result } = outcome;
  return prepareEvent(toolCallFailed, {
    ...envelope,
    data: {
      callId: call.id,
      reasonCode,
      message,
      started: ending.sent,
      ...(targetStatus === undefined ? {} : { status: targetStatus }),
      ...(result ? { resultDigest: digestOfBytes(Buffer.from(result.text, 'utf8')) } : {}),
      ...(durationMs === undefined ? {} : { durationMs }),
      ...dataIn(outcome),
    },
  });
}

function dataIn({ data }: CallOutcome) {
  if (!data) return {};
  return {
    dataCategories: data.counts,
    ...(data.redacted.length > 0 ? { redactedCategories: data.redacted } : {}),
  };
}

function succeeded(call: ToolCall, { outcome }: Ending, moment: Moment): PreparedEvent {
  const result: CallResult = outcome.result ?? { text: '', mediaType: 'text/plain' };
  const body = Buffer.from(result.text, 'utf8');
  const payload: EventPayload = { body, mediaType: result.mediaType, salt: moment.salt };
  return prepareEvent(toolCallSucceeded, {
    ...callEnvelope(call, moment.at),
    id: outcomeEventId(call.id),
    data: {
      callId: call.id,
      resultDigest: digestOfBytes(body),
      resultBytes: body.byteLength,
      ...(outcome.targetStatus === undefined ? {} : { status: outcome.targetStatus }),
      durationMs: outcome.durationMs ?? 0,
      ...dataIn(outcome),
    },
    ...(body.byteLength > largestPayload ? {} : { payloads: { result: payload } }),
  });
}
