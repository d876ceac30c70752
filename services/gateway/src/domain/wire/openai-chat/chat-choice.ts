import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import { asList, isObject, type JsonObject } from '../seam/json-object.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { readFunctionCall, readToolCall } from './chat-call.js';
import { isKnownContent, messageMembers } from './chat-message.js';

const choiceMembers = new Set(['index', 'message', 'delta', 'finish_reason', 'logprobs']);

/** One answer of a response with the tool calls found in it, in wire order. */
export interface ReadChoice {
  choice: JsonObject;
  message: JsonObject;
  toolCalls: ProposedBlock[];
  functionCall?: ProposedBlock;
}

export function readChoice(choice: JsonValue, position: number): { ok: true; read: ReadChoice } | WireRefused {
  if (!isObject(choice) || !isObject(choice.message) || choice.delta !== undefined) {
    return refuseWire('malformed_response', 'a choice has no message', `/choices/${position}`);
  }
  const { message } = choice;
  if ([findAmbiguousMember(choice, choiceMembers), findAmbiguousMember(message, messageMembers)].some(Boolean)) {
    return refuseWire('ambiguous_field', 'a choice has a member that looks like a known one', `/choices/${position}`);
  }
  if (!isKnownContent(message.content)) {
    return refuseWire(
      'unknown_wire_block',
      'the content holds an unknown part',
      `/choices/${position}/message/content`,
    );
  }
  return readCalls({ choice, message, toolCalls: [] }, position);
}

function readCalls(read: ReadChoice, position: number): { ok: true; read: ReadChoice } | WireRefused {
  const { tool_calls: calls, function_call: legacy } = read.message;
  const list = asList(calls);
  if (!list) return refuseWire('malformed_response', 'tool_calls is not an array', `/choices/${position}`);
  for (const [index, call] of list.entries()) {
    const block = isObject(call) ? readToolCall(call, toolBlockId(position, index)) : undefined;
    if (!block?.ok) return block ?? refuseWire('unknown_wire_block', 'a tool call is not an object');
    read.toolCalls.push(block.block);
  }
  return readLegacy(read, legacy ?? undefined, position);
}

function readLegacy(
  read: ReadChoice,
  legacy: JsonValue | undefined,
  position: number,
): { ok: true; read: ReadChoice } | WireRefused {
  if (legacy === undefined) return { ok: true, read };
  if (!isObject(legacy)) return refuseWire('malformed_response', 'function_call is not an object');
  const block = readFunctionCall(legacy, functionBlockId(position));
  return block.ok ? { ok: true, read: { ...read, functionCall: block.block } } : block;
}

export function toolBlockId(choice: number, index: number): string {
  return `choice.${choice}.tool.${index}`;
}

export function functionBlockId(choice: number): string {
  return `choice.${choice}.function`;
}
