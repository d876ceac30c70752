import type { JsonValue } from '@countersign/evidence';
import { findAmbiguity } from '../request/request-fault.js';
import { asList, isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { itemType } from './item-type.js';

const members = new Set(['type', 'role', 'content', 'output', 'tools', 'arguments', 'name', 'approve', 'call_id']);
const roles = new Set(['user', 'assistant', 'system', 'developer']);
const items = new Set([
  ...['message', 'reasoning', 'compaction', 'compaction_trigger', 'item_reference', 'additional_tools'],
  ...['function_call', 'function_call_output', 'custom_tool_call', 'custom_tool_call_output'],
  ...['computer_call', 'computer_call_output', 'local_shell_call', 'local_shell_call_output'],
  ...['shell_call', 'shell_call_output', 'apply_patch_call', 'apply_patch_call_output'],
  ...['tool_search_call', 'tool_search_output', 'program', 'program_output'],
  ...['web_search_call', 'file_search_call', 'code_interpreter_call', 'image_generation_call'],
  ...['mcp_list_tools', 'mcp_call', 'mcp_approval_request', 'mcp_approval_response'],
]);
const parts = new Set([
  ...['input_text', 'input_image', 'input_file', 'input_audio', 'output_text', 'refusal'],
  ...['text', 'summary_text', 'reasoning_text', 'computer_screenshot'],
]);

export function findInputFault(input: JsonValue | undefined): WireRefused | undefined {
  if (typeof input === 'string') return undefined;
  const list = asList(input);
  if (!list) return refuseWire('invalid_request', 'input must be text or an array of items', '/input');
  for (const [index, item] of list.entries()) {
    const fault = findItemFault(item, `/input/${index}`);
    if (fault) return fault;
  }
  return undefined;
}

function findItemFault(item: JsonValue, pointer: string): WireRefused | undefined {
  const type = isObject(item) ? itemType(item) : undefined;
  if (!isObject(item) || type === undefined || !items.has(type)) {
    return refuseWire('unknown_wire_block', 'the type of the item is not known', pointer);
  }
  const fault = type === 'message' ? findRoleFault(item, pointer) : findAnswerFault(item, type, pointer);
  return fault ?? findAmbiguity(item, members, pointer) ?? findPartFault(item, type, pointer);
}

function findRoleFault({ role }: JsonObject, pointer: string): WireRefused | undefined {
  if (typeof role === 'string' && roles.has(role)) return undefined;
  return refuseWire('unknown_wire_block', 'the role of the message is not known', `${pointer}/role`);
}

/** A grant comes from people, through approvals: an agent's key answers no approval request, the provider's neither. */
function findAnswerFault({ approve }: JsonObject, type: string, pointer: string): WireRefused | undefined {
  if (type !== 'mcp_approval_response' || approve === false) return undefined;
  return refuseWire('agent_cannot_approve', 'an agent cannot answer an approval request', pointer);
}

function findPartFault(item: JsonObject, type: string, pointer: string): WireRefused | undefined {
  const member = type === 'message' || type === 'reasoning' ? 'content' : 'output';
  const list = type === 'shell_call_output' ? [] : item[member];
  if (!Array.isArray(list)) return undefined;
  const index = list.findIndex((part) => !isObject(part) || typeof part.type !== 'string' || !parts.has(part.type));
  if (index < 0) return undefined;
  return refuseWire('unknown_wire_block', 'the type of the content part is not known', `${pointer}/${member}/${index}`);
}
