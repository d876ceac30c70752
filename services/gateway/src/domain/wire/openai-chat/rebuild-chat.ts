import type { JsonValue } from '@countersign/evidence';
import type { BlockOutcomes, WithheldOutcome } from '../seam/block-outcome.js';
import { without, type JsonObject } from '../seam/json-object.js';
import { outcomeOf } from '../seam/outcome-of.js';
import type { ReadChoice } from './chat-choice.js';
import { finishWithoutCalls } from './chat-finish.js';

/** Puts the response together again: allowed calls untouched, every other call replaced by its text. */
export function rebuildChat(body: JsonObject, choices: readonly ReadChoice[]) {
  return (outcomes: BlockOutcomes): JsonObject => {
    const rebuilt = choices.map((read) => rebuildChoice(read, outcomes));
    const withheld = rebuilt.flatMap(({ withheld: notes }, choice) =>
      notes.map(({ machine }): JsonObject => ({ choice, ...machine })),
    );
    if (withheld.length === 0) return body;
    return { ...body, choices: rebuilt.map(({ choice }) => choice), countersign: { withheld } };
  };
}

function rebuildChoice(read: ReadChoice, outcomes: BlockOutcomes): { choice: JsonObject; withheld: WithheldOutcome[] } {
  const { choice, message } = read;
  const blocks = [...read.toolCalls, ...(read.functionCall ? [read.functionCall] : [])];
  const withheld = blocks.map((block) => outcomeOf(block, outcomes)).filter((outcome) => outcome.kind !== 'pass');
  if (withheld.length === 0) return { choice, withheld };
  const kept = keptCalls(read, outcomes);
  const keepsCall = Object.keys(kept).length > 0;
  const rest = without(message, 'tool_calls', 'function_call');
  const answer: JsonObject = { ...rest, content: withText(message.content, withheld), ...kept };
  const finish = keepsCall ? (choice.finish_reason ?? null) : finishWithoutCalls(choice.finish_reason);
  // Token probabilities may spell out the withheld call.
  const logprobs: JsonObject = choice.logprobs === undefined ? {} : { logprobs: null };
  return { choice: { ...choice, message: answer, finish_reason: finish, ...logprobs }, withheld };
}

function keptCalls({ message, toolCalls, functionCall }: ReadChoice, outcomes: BlockOutcomes): JsonObject {
  const wire = (message.tool_calls ?? []) as JsonValue[];
  const kept = wire.filter((_, index) => outcomeOf(toolCalls[index]!, outcomes).kind === 'pass');
  const keepsLegacy = functionCall !== undefined && outcomeOf(functionCall, outcomes).kind === 'pass';
  return {
    ...(kept.length > 0 ? { tool_calls: kept } : {}),
    ...(keepsLegacy ? { function_call: message.function_call! } : {}),
  };
}

function withText(content: JsonValue | undefined, withheld: readonly WithheldOutcome[]): JsonValue {
  const text = withheld.map((outcome) => outcome.text).join('\n\n');
  if (Array.isArray(content)) return [...content, { type: 'text', text }];
  return typeof content === 'string' && content !== '' ? `${content}\n\n${text}` : text;
}
