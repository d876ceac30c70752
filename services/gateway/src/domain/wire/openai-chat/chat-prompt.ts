import { collectText } from '../request/collect-text.js';
import type { ReturnedResult, TextSegment } from '../seam/inspected-request.js';
import { textOf, type JsonObject } from '../seam/json-object.js';

const origins: Readonly<Record<string, TextSegment['origin']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

/** All text of a chat request, message by message, with the predicted output at the end. */
export function chatText(request: JsonObject): TextSegment[] {
  const found: TextSegment[] = [];
  (request.messages as JsonObject[]).forEach((message, index) => {
    collectText(message, { pointer: `/messages/${index}`, origin: origins[message.role as string] ?? 'user' }, found);
  });
  collectText(request.prediction, { pointer: '/prediction', origin: 'user' }, found);
  return found;
}

export function chatToolResults(request: JsonObject): ReturnedResult[] {
  return (request.messages as JsonObject[]).flatMap((message, index) => {
    const callId = textOf(message.role === 'function' ? message.name : message.tool_call_id);
    const isResult = message.role === 'tool' || message.role === 'function';
    return isResult && callId !== undefined ? [{ callId, pointer: `/messages/${index}` }] : [];
  });
}
