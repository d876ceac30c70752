import type { JsonValue } from '@countersign/evidence';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { invalidArguments, objectArguments, parseArguments, textArguments } from '../seam/parse-arguments.js';
import type { ParsedArguments, ProposedBlock } from '../seam/proposed-block.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

/** Reads an output item that is a call, by the index it has in the provider's output. */
export function readItemCall(item: JsonObject, index: number): { ok: true; block: ProposedBlock } | WireRefused {
  const toolName = nameOf(item);
  const callId = textOf(item.call_id);
  if (!toolName) return refuseWire('malformed_response', 'a call has no name');
  if (!callId && item.type !== 'tool_search_call') return refuseWire('malformed_response', 'a call has no id');
  const argumentsText = argumentsTextOf(item);
  const head = { blockId: `output.${index}`, kind: kindOf(item), toolName, ...(callId ? { callId } : {}) };
  return { ok: true, block: { ...head, argumentsText, argumentsJson: argumentsOf(item, argumentsText) } };
}

function kindOf({ type }: JsonObject): ProposedBlock['kind'] {
  if (type === 'function_call') return 'function';
  return type === 'custom_tool_call' ? 'custom' : 'builtin';
}

/** `shell_call` is the tool `shell`; a tool in a namespace is named `namespace.tool`. */
function nameOf(item: JsonObject): string | undefined {
  if (kindOf(item) === 'builtin') return textOf(item.type)?.replace(/_call$/, '');
  const name = textOf(item.name);
  const namespace = textOf(item.namespace);
  return name && namespace ? `${namespace}.${name}` : name;
}

function argumentsTextOf(item: JsonObject): string {
  if (item.type === 'function_call') return textOf(item.arguments) ?? '';
  if (item.type === 'custom_tool_call') return textOf(item.input) ?? '';
  return JSON.stringify(builtinArguments(item) ?? null);
}

function argumentsOf(item: JsonObject, text: string): ParsedArguments {
  if (item.status === 'incomplete') return invalidArguments('call_incomplete', 'the provider did not finish the call');
  if (item.type === 'custom_tool_call') return customArguments(item);
  if (item.type !== 'function_call') return objectArguments(builtinArguments(item));
  return typeof item.arguments === 'string'
    ? parseArguments(text)
    : invalidArguments('arguments_missing', 'the call has no arguments');
}

function customArguments({ input }: JsonObject): ParsedArguments {
  if (typeof input === 'string') return textArguments(input);
  return invalidArguments('arguments_missing', 'the call has no input');
}

function builtinArguments(item: JsonObject): JsonValue | undefined {
  if (item.type === 'apply_patch_call') return item.operation;
  if (item.type === 'tool_search_call') return isObject(item.arguments) ? item.arguments : undefined;
  if (item.type !== 'computer_call') return item.action;
  return item.actions === undefined ? { action: item.action ?? null } : { actions: item.actions };
}
