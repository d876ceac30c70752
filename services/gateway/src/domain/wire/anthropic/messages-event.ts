import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { parseEvent } from '../stream/parse-event.js';

const members = new Set([
  'type',
  'index',
  'delta',
  'message',
  'content_block',
  'usage',
  'error',
  'partial_json',
  'text',
]);
const types = new Set([
  ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_stop'],
  ...['message_delta', 'message_stop', 'ping'],
]);

/** What a delta may bring to a block that flows; tool input is known, but only where a block can have it. */
const flowingDeltas = new Set([
  ...['text_delta', 'thinking_delta', 'signature_delta', 'citations_delta', 'input_json_delta', 'compaction_delta'],
]);

export interface MessagesEvent {
  type: string;
  body: JsonObject;
}

export function parseMessagesEvent(data: string): { ok: true; event: MessagesEvent } | WireRefused {
  const parsed = parseEvent(data);
  if (!parsed.ok) return parsed;
  const body = parsed.value;
  if (findAmbiguousMember(body, members) ?? (isObject(body.delta) && findAmbiguousMember(body.delta, members))) {
    return refuseWire('ambiguous_field', 'an event has a member that looks like a known one');
  }
  const type = textOf(body.type) ?? '';
  if (type === 'error') return refuseWire('provider_error', 'the model provider reported an error in the stream');
  if (!types.has(type)) return refuseWire('unknown_wire_block', 'the type of an event is not known');
  return { ok: true, event: { type, body } };
}

export function isFlowingDelta(body: JsonObject): boolean {
  return isObject(body.delta) && flowingDeltas.has(textOf(body.delta.type) ?? '');
}

/** The JSON piece of an input delta. */
export function inputPiece(body: JsonObject): string | undefined {
  if (!isObject(body.delta) || body.delta.type !== 'input_json_delta') return undefined;
  return textOf(body.delta.partial_json);
}
