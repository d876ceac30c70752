import type { WithheldOutcome } from '../seam/block-outcome.js';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { typedFrame } from '../sse/sse-frame.js';
import type { HeldBlocks } from '../stream/held-blocks.js';
import { stopWithoutTools } from './anthropic-stop.js';
import type { HeldToolUse } from './held-tool-use.js';

/**
 * The frames between the last text and the end of a message: one text block for all withheld calls, then the allowed
 * tool uses, each whole, numbered on from the blocks before; then the message delta with the stop reason that is true.
 */
export function releaseMessage(
  { held, stop, next }: { held: readonly HeldToolUse[]; stop: JsonObject; next: number },
  blocks: HeldBlocks,
): string[] {
  const inOrder = [...held].sort((a, b) => a.index - b.index);
  const outcomes = inOrder.map((call) => (call.block ? blocks.outcome(call.block) : undefined));
  const withheld = outcomes.filter((outcome): outcome is WithheldOutcome => !!outcome && outcome.kind !== 'pass');
  const passed = inOrder.filter((_, place) => outcomes[place]?.kind === 'pass');
  const text = withheld.map((outcome) => outcome.text).join('\n\n');
  const texts = withheld.length > 0 ? blockFrames(next, { type: 'text', text: '' }, { type: 'text_delta', text }) : [];
  const first = next + (withheld.length > 0 ? 1 : 0);
  const tools = passed.flatMap((call, place) => toolFrames(call, first + place));
  return [...texts, ...tools, stopFrame(stop, withheld, passed.length > 0)];
}

function toolFrames(call: HeldToolUse, index: number): string[] {
  const json = call.argumentsText;
  const delta: JsonObject | undefined = json === '' ? undefined : { type: 'input_json_delta', partial_json: json };
  return blockFrames(index, { ...call.start, input: {} }, delta);
}

function blockFrames(index: number, block: JsonObject, delta?: JsonObject): string[] {
  return [
    typedFrame({ type: 'content_block_start', index, content_block: block }),
    ...(delta ? [typedFrame({ type: 'content_block_delta', index, delta })] : []),
    typedFrame({ type: 'content_block_stop', index }),
  ];
}

function stopFrame(stop: JsonObject, withheld: readonly WithheldOutcome[], keepsTools: boolean): string {
  const delta: JsonObject = isObject(stop.delta) ? stop.delta : {};
  const reason =
    keepsTools || withheld.length === 0 ? (delta.stop_reason ?? null) : stopWithoutTools(delta.stop_reason);
  const notes = withheld.map(({ machine }): JsonObject => ({ ...machine }));
  const note: JsonObject = notes.length > 0 ? { countersign: { withheld: notes } } : {};
  return typedFrame({ ...stop, type: 'message_delta', delta: { ...delta, stop_reason: reason }, ...note });
}
