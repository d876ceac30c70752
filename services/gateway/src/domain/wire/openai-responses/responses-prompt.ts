import { collectText } from '../request/collect-text.js';
import type { ReturnedResult, TextSegment } from '../seam/inspected-request.js';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { itemType } from './item-type.js';

/** All text of a Responses request: instructions, the variables of a stored prompt, then the input item by item. */
export function responsesText(request: JsonObject): TextSegment[] {
  const found: TextSegment[] = [];
  const variables = isObject(request.prompt) ? request.prompt.variables : undefined;
  collectText(request.instructions, { pointer: '/instructions', origin: 'system' }, found);
  collectText(variables, { pointer: '/prompt/variables', origin: 'user' }, found);
  if (typeof request.input === 'string') collectText(request.input, { pointer: '/input', origin: 'user' }, found);
  for (const [index, item] of inputItems(request).entries()) {
    collectText(item, { pointer: `/input/${index}`, origin: originOf(item) }, found);
  }
  return found;
}

export function responsesToolResults(request: JsonObject): ReturnedResult[] {
  return inputItems(request).flatMap((item, index) => {
    const isResult = itemType(item)?.endsWith('_output') && typeof item.call_id === 'string';
    return isResult ? [{ callId: item.call_id as string, pointer: `/input/${index}` }] : [];
  });
}

export function inputItems(request: JsonObject): JsonObject[] {
  return Array.isArray(request.input) ? (request.input as JsonObject[]) : [];
}

function originOf(item: JsonObject): TextSegment['origin'] {
  const type = itemType(item) ?? '';
  if (type.endsWith('_output')) return 'tool';
  if (type !== 'message') return 'assistant';
  if (item.role === 'user') return 'user';
  return item.role === 'assistant' ? 'assistant' : 'system';
}
