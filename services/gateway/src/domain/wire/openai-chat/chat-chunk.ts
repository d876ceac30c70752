import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import { asList, isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { parseEvent } from '../stream/parse-event.js';
import { isKnownContent, messageMembers } from './chat-message.js';

/** One choice of one chunk, with the held kinds of content taken apart. */
export interface ChunkChoice {
  choice: JsonObject;
  delta: JsonObject;
  index: number;
  toolCalls: JsonObject[];
  functionCall?: JsonObject;
}

export interface ChatChunk {
  chunk: JsonObject;
  choices: ChunkChoice[];
}

const MOST_CHOICES = 128;
const chunkMembers = new Set(['id', 'object', 'created', 'model', 'choices', 'usage', 'error']);
const choiceMembers = new Set(['index', 'delta', 'message', 'finish_reason', 'logprobs']);

export function parseChatChunk(data: string): { ok: true; parsed: ChatChunk } | WireRefused {
  const event = parseEvent(data);
  if (!event.ok) return event;
  const chunk = event.value;
  if (findAmbiguousMember(chunk, chunkMembers) !== undefined) return ambiguous();
  if (chunk.error !== undefined && chunk.error !== null) {
    return refuseWire('provider_error', 'the model provider reported an error in the stream');
  }
  const parsed: ChatChunk = { chunk, choices: [] };
  for (const choice of asList(chunk.choices) ?? [null]) {
    const read = readChunkChoice(choice);
    if ('ok' in read) return read;
    parsed.choices.push(read);
  }
  return { ok: true, parsed };
}

function readChunkChoice(choice: JsonValue): ChunkChoice | WireRefused {
  if (!isObject(choice) || choice.message !== undefined) return malformed();
  const delta = choice.delta ?? {};
  const index = choice.index ?? 0;
  if (!isObject(delta) || !isChoiceIndex(index)) return malformed();
  if (findAmbiguousMember(choice, choiceMembers) ?? findAmbiguousMember(delta, messageMembers)) return ambiguous();
  if (!isKnownContent(delta.content)) return refuseWire('unknown_wire_block', 'the content holds an unknown part');
  return readHeldParts({ choice, delta, index });
}

function readHeldParts(part: Pick<ChunkChoice, 'choice' | 'delta' | 'index'>): ChunkChoice | WireRefused {
  const toolCalls = asList(part.delta.tool_calls);
  const functionCall = part.delta.function_call ?? undefined;
  if (!toolCalls?.every(isObject)) return malformed();
  if (functionCall === undefined) return { ...part, toolCalls };
  return isObject(functionCall) ? { ...part, toolCalls, functionCall } : malformed();
}

function isChoiceIndex(index: JsonValue): index is number {
  return typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < MOST_CHOICES;
}

function malformed(): WireRefused {
  return refuseWire('malformed_response', 'the provider sent a chunk that is none');
}

function ambiguous(): WireRefused {
  return refuseWire('ambiguous_field', 'a chunk has a member that looks like a known one');
}
