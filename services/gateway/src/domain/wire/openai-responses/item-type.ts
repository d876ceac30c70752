import { textOf, type JsonObject } from '../seam/json-object.js';

/** The type of an input item; a bare role is a message and a bare id a reference. */
export function itemType(item: JsonObject): string | undefined {
  if (item.type !== undefined && item.type !== null) return textOf(item.type);
  if (item.role !== undefined) return 'message';
  return typeof item.id === 'string' ? 'item_reference' : undefined;
}
