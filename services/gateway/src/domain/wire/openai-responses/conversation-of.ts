import type { JsonValue } from '@countersign/evidence';
import { isObject, textOf } from '../seam/json-object.js';

/** The conversation that a request goes on with, as a name that no response has; undefined when it is in none. */
export function conversationOf(json: JsonValue): string | undefined {
  if (!isObject(json)) return undefined;
  const { conversation } = json;
  const id = textOf(conversation) ?? (isObject(conversation) ? textOf(conversation.id) : undefined);
  return id === undefined ? undefined : `conversation ${id}`.slice(0, 256);
}
