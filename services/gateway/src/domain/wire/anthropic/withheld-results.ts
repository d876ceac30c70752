import type { JsonValue } from '@countersign/evidence';
import type { BlockOutcomes } from '../seam/block-outcome.js';
import { asList, isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { outcomeOf } from '../seam/outcome-of.js';
import type { ProposedBlock } from '../seam/proposed-block.js';

/** Whether Anthropic keeps the conversation that a request is part of; its tool runner asks for that by itself. */
export function isThreaded(json: JsonValue): boolean {
  return isObject(json) && isObject(json.thread);
}

/** The message that a request of a thread goes on from. */
export function previousMessageOf(json: JsonValue): string | undefined {
  return isObject(json) && isObject(json.thread) ? textOf(json.thread.previous_message_id) : undefined;
}

/**
 * A thread keeps the withheld tool uses, and a request that goes on from it is refused there unless each of them has a
 * result. These are the results, with the text that the agent got.
 */
export function withheldResults(toolCalls: readonly ProposedBlock[], outcomes: BlockOutcomes): JsonObject[] {
  return toolCalls.flatMap((block) => {
    const outcome = outcomeOf(block, outcomes);
    if (outcome.kind === 'pass' || block.callId === undefined) return [];
    return [{ type: 'tool_result', tool_use_id: block.callId, is_error: true, content: outcome.text }];
  });
}

/** The body with the results at the start of its first user message, where Anthropic wants them; the given body stays. */
export function withResults(body: JsonObject, results: readonly JsonObject[]): JsonObject {
  const [first, ...others] = asList(body.messages) ?? [];
  if (!isObject(first) || first.role !== 'user') {
    const messages = first === undefined ? [] : [first, ...others];
    return { ...body, messages: [{ role: 'user', content: [...results] }, ...messages] };
  }
  const { content } = first;
  const said = typeof content === 'string' ? [{ type: 'text', text: content }] : (asList(content) ?? []);
  return { ...body, messages: [{ ...first, content: [...results, ...said] }, ...others] };
}
