import type { JsonValue } from '@countersign/evidence';
import type { InterceptContext } from '../seam/intercepted-response.js';
import { asList, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { knownItem } from './response-item-kind.js';
import type { StreamedItem } from './streamed-item.js';

export type MatchedOutput = { ok: true; byItem: Map<StreamedItem, JsonObject> };

/**
 * Finds each item of the final response among the streamed ones. What was never streamed was never seen, so a final
 * response that brings more, or something else in the same place, is refused.
 */
export function matchFinalOutput(
  output: JsonValue | undefined,
  items: readonly StreamedItem[],
  context: InterceptContext,
): MatchedOutput | WireRefused {
  const byItem = new Map<StreamedItem, JsonObject>();
  for (const [index, entry] of (asList(output) ?? [null]).entries()) {
    const known = knownItem(entry, context);
    if (!known.ok) return known;
    const id = textOf(known.item.id);
    const item =
      items.find((streamed) => id !== undefined && streamed.id === id) ??
      items.find((streamed) => streamed.index === index);
    const isSame = item?.type === known.type && (item.kind === 'held') === (known.kind === 'held');
    if (!item || !isSame || byItem.has(item)) {
      return refuseWire('malformed_response', 'the final response differs from the items that were streamed');
    }
    byItem.set(item, known.item);
  }
  return { ok: true, byItem };
}
