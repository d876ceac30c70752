import type { JsonValue } from '@countersign/evidence';
import { findAmbiguity } from '../request/request-fault.js';
import { asList, isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const roles = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);
const governed = new Set(['role', 'content', 'name', 'refusal', 'tool_calls', 'tool_call_id', 'function_call']);

/** Part types of OpenAI and of the compatible providers; all of them carry data only. */
const parts = new Set([
  ...['text', 'refusal', 'image_url', 'input_audio', 'file'],
  ...['video_url', 'audio_url', 'document_url', 'reference', 'thinking', 'reasoning'],
]);

export function findChatMessageFault(messages: JsonValue | undefined): WireRefused | undefined {
  if (!Array.isArray(messages)) return refuseWire('invalid_request', 'messages must be an array', '/messages');
  for (const [index, message] of messages.entries()) {
    const fault = findFault(message, `/messages/${index}`);
    if (fault) return fault;
  }
  return undefined;
}

function findFault(message: JsonValue, pointer: string): WireRefused | undefined {
  if (!isObject(message)) return refuseWire('invalid_request', 'a message must be an object', pointer);
  if (typeof message.role !== 'string' || !roles.has(message.role)) {
    return refuseWire('unknown_wire_block', 'the role of the message is not known', `${pointer}/role`);
  }
  return (
    findAmbiguity(message, governed, pointer) ??
    findContentFault(message.content, `${pointer}/content`) ??
    findCallFault(message, pointer)
  );
}

function findContentFault(content: JsonValue | undefined, pointer: string): WireRefused | undefined {
  if (typeof content === 'string') return undefined;
  const list = asList(content);
  if (!list) return refuseWire('invalid_request', 'content must be text or an array of parts', pointer);
  const index = list.findIndex((part) => !isObject(part) || typeof part.type !== 'string' || !parts.has(part.type));
  if (index < 0) return undefined;
  return refuseWire('unknown_wire_block', 'the type of the content part is not known', `${pointer}/${index}`);
}

function findCallFault(message: JsonObject, pointer: string): WireRefused | undefined {
  const calls = asList(message.tool_calls);
  if (!calls) return refuseWire('invalid_request', 'tool_calls must be an array', `${pointer}/tool_calls`);
  const index = calls.findIndex((call) => !isObject(call) || !isCallType(call.type));
  if (index < 0) return undefined;
  return refuseWire('unknown_wire_block', 'the type of the tool call is not known', `${pointer}/tool_calls/${index}`);
}

function isCallType(type: JsonValue | undefined): boolean {
  return type === undefined || type === 'function' || type === 'custom';
}
