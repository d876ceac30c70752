import type { JsonValue } from '@countersign/evidence';
import { asList, isObject, type JsonObject } from '../seam/json-object.js';

/** One content block of a request with its place. */
export interface PlacedBlock {
  block: JsonObject;
  pointer: string;
}

/** The content blocks of all messages; content that is plain text has none. */
export function contentBlocks(request: JsonObject): { place: PlacedBlock[]; faultAt?: string } {
  const place: PlacedBlock[] = [];
  for (const [index, message] of ((request.messages ?? []) as JsonObject[]).entries()) {
    const list = listOf(message.content);
    if (!list) return { place, faultAt: `/messages/${index}/content` };
    for (const [position, block] of list.entries()) {
      const pointer = `/messages/${index}/content/${position}`;
      if (!isObject(block)) return { place, faultAt: pointer };
      place.push({ block, pointer });
    }
  }
  return { place };
}

function listOf(content: JsonValue | undefined): JsonValue[] | undefined {
  return typeof content === 'string' ? [] : asList(content);
}
