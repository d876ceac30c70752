import type { BlockOutcomes } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import { outcomeOf } from '../seam/outcome-of.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import { withheldItem } from './withheld-item.js';

/**
 * Puts the response together again, each withheld call replaced by a message in its very place: items before and after
 * keep their neighbours, which matters because a reasoning item belongs to the item that follows it.
 */
export function rebuildResponse(body: JsonObject, calls: ReadonlyMap<number, ProposedBlock>) {
  return (outcomes: BlockOutcomes): JsonObject => {
    const notes: JsonObject[] = [];
    const output = (body.output as JsonObject[]).map((item, index) => {
      const call = calls.get(index);
      const outcome = call && outcomeOf(call, outcomes);
      if (!outcome || outcome.kind === 'pass') return item;
      notes.push({ output_index: index, ...outcome.machine });
      return withheldItem(outcome, index);
    });
    return notes.length === 0 ? body : { ...body, output, countersign: { withheld: notes } };
  };
}
