import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import type { InterceptContext } from '../seam/intercepted-response.js';
import { isHostedAllowed } from '../seam/is-hosted-allowed.js';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { findPartFault } from './output-part-fault.js';

const members = new Set([
  ...['type', 'id', 'call_id', 'name', 'namespace', 'arguments', 'input', 'action', 'actions', 'operation', 'content'],
  ...['server_label', 'execution', 'environment', 'status'],
]);
const flowing = new Set(['message', 'reasoning', 'compaction']);

/** Calls that the agent would run. */
const calls = new Set([
  ...['function_call', 'custom_tool_call', 'computer_call', 'local_shell_call', 'shell_call', 'apply_patch_call'],
  'tool_search_call',
]);

/** What OpenAI ran, by the family of the tool that must have been allowed on the request. */
const hostedItems: ReadonlyMap<string, string> = new Map([
  ['web_search_call', 'web_search'],
  ['file_search_call', 'file_search'],
  ['code_interpreter_call', 'code_execution'],
  ['program', 'code_execution'],
  ['program_output', 'code_execution'],
  ['shell_call', 'code_execution'],
  ['shell_call_output', 'code_execution'],
  ['image_generation_call', 'image_generation'],
  ['tool_search_call', 'tool_search'],
  ['tool_search_output', 'tool_search'],
  ['additional_tools', 'tool_search'],
  ['mcp_call', 'mcp'],
  ['mcp_list_tools', 'mcp'],
  ['mcp_approval_request', 'mcp'],
]);

type KnownItem = { ok: true; kind: 'flow' | 'held'; type: string; item: JsonObject };

/** Whether an output item passes, is held, or must not be here at all. */
export function knownItem(item: JsonValue | undefined, context: InterceptContext): KnownItem | WireRefused {
  if (!isObject(item)) return refuseWire('malformed_response', 'an output item is not an object');
  if (findAmbiguousMember(item, members)) {
    return refuseWire('ambiguous_field', 'an output item has a member that looks like a known one');
  }
  const type = textOf(item.type) ?? '';
  if (flowing.has(type)) return findPartFault(item) ?? { ok: true, kind: 'flow', type, item };
  if (calls.has(type) && !isRunByProvider(item)) return { ok: true, kind: 'held', type, item };
  const family = hostedItems.get(type);
  if (family === undefined) return refuseWire('unknown_wire_block', 'the type of an output item is not known');
  if (isHostedAllowed(context.hosted, family, textOf(item.server_label))) return { ok: true, kind: 'flow', type, item };
  return refuseWire('unexpected_hosted_item', 'the provider ran a tool that the request did not name');
}

/** A shell in a container and a server-side tool search have run already. */
function isRunByProvider({ type, environment, execution }: JsonObject): boolean {
  if (type === 'tool_search_call') return execution !== 'client';
  return type === 'shell_call' && isObject(environment) && environment.type === 'container_reference';
}
