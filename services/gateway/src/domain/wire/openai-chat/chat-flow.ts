import type { JsonValue } from '@countersign/evidence';
import { asList, without, type JsonObject } from '../seam/json-object.js';
import type { ChunkChoice } from './chat-chunk.js';

/** Whether a choice of a chunk may pass just as it came: text only, not the end of an answer that holds calls. */
export function flowsAsIs(part: ChunkChoice, holdsFinish: boolean): boolean {
  const { choice, delta } = part;
  if (holdsCall(part)) return false;
  return !(holdsFinish && isFinish(choice)) && (!hasLogprobs(choice) || hasText(delta));
}

/** The part of a choice that may pass now; undefined if that is nothing. */
export function flowingPart(part: ChunkChoice): JsonObject | undefined {
  const { choice, delta } = part;
  const rest = without(delta, 'tool_calls', 'function_call');
  if (Object.values(rest).every(isNothing)) return undefined;
  // Probabilities belong to the tokens of the chunk: beside a call, or beside nothing, they may spell out a held call.
  const keepsLogprobs = !holdsCall(part) && hasText(delta);
  const logprobs: JsonObject = hasLogprobs(choice) && !keepsLogprobs ? { logprobs: null } : {};
  return { ...choice, delta: rest, finish_reason: null, ...logprobs };
}

export function holdsCall({ toolCalls, functionCall }: ChunkChoice): boolean {
  return toolCalls.length > 0 || functionCall !== undefined;
}

export function isFinish(choice: JsonObject): boolean {
  return typeof choice.finish_reason === 'string';
}

function hasLogprobs(choice: JsonObject): boolean {
  return choice.logprobs !== undefined && choice.logprobs !== null;
}

export function hasText(delta: JsonObject): boolean {
  return [delta.content, delta.refusal].some((text) => !isNothing(text));
}

function isNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '' || asList(value)?.length === 0;
}
