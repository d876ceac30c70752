import type { WithheldOutcome } from '../seam/block-outcome.js';
import { isObject, without, type JsonObject } from '../seam/json-object.js';
import { sseFrame } from '../sse/sse-frame.js';
import type { HeldBlocks } from '../stream/held-blocks.js';
import { finishWithoutCalls } from './chat-finish.js';
import type { ChatStreamChoice, HeldCall } from './chat-stream-choice.js';

const envelopeMembers = ['id', 'object', 'created', 'model', 'system_fingerprint', 'service_tier'];

/**
 * The frames that end one answer: texts for withheld calls, then the allowed calls whole, then the finish reason.
 * `notes` grows by what is withheld: libraries that put chunks together keep the last list, so each has what came before.
 */
export function releaseChoice(choice: ChatStreamChoice, held: HeldBlocks, notes: JsonObject[]): string[] {
  const { chunk, choice: finish } = choice.finish!;
  const outcomes = choice.held.map((call) => held.outcome(call.block));
  const withheld = outcomes.filter((outcome): outcome is WithheldOutcome => !!outcome && outcome.kind !== 'pass');
  const passed = choice.held.filter((_, place) => outcomes[place]?.kind === 'pass');
  const envelope = Object.fromEntries(envelopeMembers.flatMap((key) => (key in chunk ? [[key, chunk[key]!]] : [])));
  const frameOf = (delta: JsonObject): string =>
    chunkFrame({ ...envelope, choices: [{ index: choice.index, delta, finish_reason: null }] });
  const role: JsonObject = choice.hasRole ? {} : { role: 'assistant' };
  const reason = passed.length > 0 ? finish.finish_reason! : finishWithoutCalls(finish.finish_reason);
  notes.push(...withheld.map(({ machine }): JsonObject => ({ choice: choice.index, ...machine })));
  return [
    ...(withheld.length > 0 ? [frameOf({ ...role, content: textFor(choice, withheld) })] : []),
    ...callDeltas(passed).map((delta, place) =>
      frameOf(place === 0 && withheld.length === 0 ? { ...role, ...delta } : delta),
    ),
    chunkFrame({
      ...chunk,
      choices: [
        { ...finish, delta: {}, finish_reason: reason, ...(finish.logprobs === undefined ? {} : { logprobs: null }) },
      ],
      ...(withheld.length > 0 ? { countersign: { withheld: notes } } : {}),
    }),
  ];
}

function textFor(choice: ChatStreamChoice, withheld: readonly WithheldOutcome[]): string {
  return (choice.hasText ? '\n\n' : '') + withheld.map((outcome) => outcome.text).join('\n\n');
}

/** Two deltas for each call: who is called, then all of the arguments at once. */
function callDeltas(passed: readonly HeldCall[]): JsonObject[] {
  let index = 0;
  return passed.flatMap(({ wire, slot, block }) => {
    if (slot === 'function_call') return [{ function_call: { ...wire, arguments: block.argumentsText } }];
    return toolCallDeltas(wire, index++);
  });
}

function toolCallDeltas(wire: JsonObject, index: number): JsonObject[] {
  const kind = wire.type === 'custom' ? 'custom' : 'function';
  const textMember = kind === 'custom' ? 'input' : 'arguments';
  const body = isObject(wire[kind]) ? wire[kind] : {};
  const start = { index, ...without(wire, kind, 'type'), type: kind, [kind]: { ...body, [textMember]: '' } };
  return [{ tool_calls: [start] }, { tool_calls: [{ index, [kind]: { [textMember]: body[textMember]! } }] }];
}

function chunkFrame(chunk: JsonObject): string {
  return sseFrame(JSON.stringify(chunk));
}
