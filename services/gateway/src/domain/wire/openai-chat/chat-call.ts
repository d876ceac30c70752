import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { invalidArguments, parseArguments, textArguments } from '../seam/parse-arguments.js';
import type { ParsedArguments, ProposedBlock } from '../seam/proposed-block.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const callMembers = new Set(['id', 'type', 'index', 'function', 'custom']);
const functionMembers = new Set(['name', 'arguments', 'input']);

/** Reads one entry of `tool_calls`, whole: from a plain response, or put together from a stream. */
export function readToolCall(call: JsonObject, blockId: string): { ok: true; block: ProposedBlock } | WireRefused {
  const kind = kindOf(call);
  const body = kind && call[kind];
  if (!kind || !isObject(body)) return refuseWire('unknown_wire_block', 'a tool call has an unknown type');
  if (
    findAmbiguousMember(call, callMembers) !== undefined ||
    findAmbiguousMember(body, functionMembers) !== undefined
  ) {
    return refuseWire('ambiguous_field', 'a tool call has a member that looks like a known one');
  }
  const callId = textOf(call.id);
  const block = readCallBody(body, { blockId, kind, ...(callId === undefined ? {} : { callId }) });
  return block ? { ok: true, block } : refuseWire('malformed_response', 'a tool call has no name');
}

/** Reads the legacy `function_call` of a message. */
export function readFunctionCall(call: JsonObject, blockId: string): { ok: true; block: ProposedBlock } | WireRefused {
  if (findAmbiguousMember(call, functionMembers) !== undefined) {
    return refuseWire('ambiguous_field', 'a function call has a member that looks like a known one');
  }
  const block = readCallBody(call, { blockId, kind: 'function' });
  return block ? { ok: true, block } : refuseWire('malformed_response', 'a function call has no name');
}

type BlockHead = Pick<ProposedBlock, 'blockId' | 'callId'> & { kind: 'function' | 'custom' };

function readCallBody(body: JsonObject, head: BlockHead): ProposedBlock | undefined {
  const toolName = textOf(body.name);
  if (toolName === undefined || toolName === '') return undefined;
  const text = textOf(head.kind === 'custom' ? body.input : body.arguments);
  return { ...head, toolName, argumentsText: text ?? '', argumentsJson: readArguments(text, head.kind) };
}

function readArguments(text: string | undefined, kind: 'function' | 'custom'): ParsedArguments {
  if (text === undefined) return invalidArguments('arguments_missing', 'the call has no arguments');
  return kind === 'custom' ? textArguments(text) : parseArguments(text);
}

/** A call that carries two bodies could be read as either, so it counts as unknown. */
function kindOf(call: JsonObject): 'function' | 'custom' | undefined {
  if (call.function !== undefined && call.custom !== undefined) return undefined;
  if (call.type === 'custom') return 'custom';
  return call.type === 'function' || call.type === undefined ? 'function' : undefined;
}
