import type { BlockOutcomes } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import { outcomeOf } from '../seam/outcome-of.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import { stopWithoutTools } from './anthropic-stop.js';

/**
 * Puts the message together again: first all that is no tool use, then the texts for withheld calls, then the allowed
 * tool uses. Text after a tool use would make the agent's next request fail.
 */
export function rebuildMessage(body: JsonObject, toolCalls: ReadonlyMap<JsonObject, ProposedBlock>) {
  return (outcomes: BlockOutcomes): JsonObject => {
    const content = body.content as JsonObject[];
    const passed = content.filter((block) => {
      const call = toolCalls.get(block);
      return call && outcomeOf(call, outcomes).kind === 'pass';
    });
    const withheld = [...toolCalls.values()]
      .map((call) => outcomeOf(call, outcomes))
      .filter((outcome) => outcome.kind !== 'pass');
    const flowing = content.filter((block) => !toolCalls.has(block));
    const ordered = [...flowing, ...withheldText(withheld.map((outcome) => outcome.text)), ...passed];
    if (withheld.length === 0) {
      return ordered.every((block, index) => block === content[index]) ? body : { ...body, content: ordered };
    }
    const stop = passed.length > 0 ? (body.stop_reason ?? null) : stopWithoutTools(body.stop_reason);
    const notes = withheld.map(({ machine }): JsonObject => ({ ...machine }));
    return { ...body, content: ordered, stop_reason: stop, countersign: { withheld: notes } };
  };
}

function withheldText(texts: readonly string[]): JsonObject[] {
  return texts.length === 0 ? [] : [{ type: 'text', text: texts.join('\n\n') }];
}
