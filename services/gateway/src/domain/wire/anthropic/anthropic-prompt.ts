import { collectText } from '../request/collect-text.js';
import type { ReturnedResult, TextSegment } from '../seam/inspected-request.js';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { contentBlocks } from './anthropic-content.js';

/** All text of a Messages request: the system prompt, then message by message. */
export function anthropicText(request: JsonObject): TextSegment[] {
  const found: TextSegment[] = [];
  collectText(request.system, { pointer: '/system', origin: 'system' }, found);
  for (const [index, message] of (request.messages as JsonObject[]).entries()) {
    const pointer = `/messages/${index}/content`;
    if (!Array.isArray(message.content)) collectText(message.content, { pointer, origin: originOf(message) }, found);
    else {
      message.content.forEach((block, position) => {
        const origin = isResult(block) ? 'tool' : originOf(message);
        collectText(block, { pointer: `${pointer}/${position}`, origin }, found);
      });
    }
  }
  return found;
}

export function anthropicToolResults(request: JsonObject): ReturnedResult[] {
  return contentBlocks(request).place.flatMap(({ block, pointer }) =>
    isResult(block) && typeof block.tool_use_id === 'string' ? [{ callId: block.tool_use_id, pointer }] : [],
  );
}

function originOf(message: JsonObject): TextSegment['origin'] {
  return message.role === 'assistant' || message.role === 'system' ? message.role : 'user';
}

function isResult(block: unknown): boolean {
  const type = isObject(block as JsonObject) ? (block as JsonObject).type : undefined;
  return typeof type === 'string' && type.endsWith('tool_result');
}
