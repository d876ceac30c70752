import type { JsonValue } from '@countersign/evidence';
import { hostedTool } from '../request/hosted-tool.js';
import { findAmbiguity } from '../request/request-fault.js';
import type { SortedTools } from '../request/sorted-tools.js';
import { asList, isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const governed = new Set([
  ...['type', 'name', 'parameters', 'format', 'tools', 'environment', 'execution'],
  ...['server_label', 'server_url', 'connector_id'],
]);

/** Tools with a schema of OpenAI that the agent runs, by the name their calls are decided under. */
const builtins: ReadonlyMap<string, string> = new Map([
  ['computer', 'computer'],
  ['computer_use_preview', 'computer'],
  ['local_shell', 'local_shell'],
  ['apply_patch', 'apply_patch'],
]);

/** Sorts one list of tools into those the agent runs and those OpenAI runs. */
export function sortResponsesTools(
  list: JsonValue | undefined,
  pointer: string,
  sorted: SortedTools,
): WireRefused | undefined {
  const tools = asList(list);
  if (!tools) return refuseWire('invalid_request', 'tools must be an array', pointer);
  for (const [index, tool] of tools.entries()) {
    const fault = sortTool(tool, `${pointer}/${index}`, sorted);
    if (fault) return fault;
  }
  return undefined;
}

function sortTool(tool: JsonValue, pointer: string, sorted: SortedTools): WireRefused | undefined {
  if (!isObject(tool) || typeof tool.type !== 'string') {
    return refuseWire('unknown_wire_block', 'the type of the tool is not known', pointer);
  }
  const ambiguity = findAmbiguity(tool, governed, pointer);
  if (ambiguity) return ambiguity;
  const { type } = tool;
  if (type === 'namespace') return addNamespace(tool, pointer, sorted);
  if (type === 'function' || type === 'custom') return addNamed(tool, { kind: type, pointer, prefix: '' }, sorted);
  const builtin = builtinName(tool, type);
  const hosted = builtin === undefined ? hostedOf(tool, type, pointer) : undefined;
  if (builtin !== undefined) sorted.offered.push({ name: builtin, kind: 'builtin', type, pointer });
  else if (hosted) sorted.hosted.push(hosted);
  else return refuseWire('unknown_wire_block', 'the type of the tool is not known', pointer);
  return undefined;
}

/** A shell or a tool search is the agent's only where the request says so. */
function builtinName(tool: JsonObject, type: string): string | undefined {
  const isLocalShell = type === 'shell' && isObject(tool.environment) && tool.environment.type === 'local';
  const isClientSearch = type === 'tool_search' && tool.execution === 'client';
  return isLocalShell || isClientSearch ? type : builtins.get(type);
}

function hostedOf(tool: JsonObject, type: string, pointer: string) {
  return type === 'shell'
    ? { family: 'code_execution', name: 'shell', type, pointer }
    : hostedTool(tool, type, pointer);
}

function addNamespace(tool: JsonObject, pointer: string, sorted: SortedTools): WireRefused | undefined {
  const prefix = `${textOf(tool.name) ?? ''}.`;
  for (const [index, member] of (asList(tool.tools) ?? []).entries()) {
    const place = `${pointer}/tools/${index}`;
    const kind = isObject(member) ? member.type : undefined;
    if (!isObject(member) || (kind !== 'function' && kind !== 'custom')) {
      return refuseWire('unknown_wire_block', 'the type of the tool is not known', place);
    }
    const fault = addNamed(member, { kind, pointer: place, prefix }, sorted);
    if (fault) return fault;
  }
  return undefined;
}

function addNamed(
  tool: JsonObject,
  { kind, pointer, prefix }: { kind: 'function' | 'custom'; pointer: string; prefix: string },
  sorted: SortedTools,
): WireRefused | undefined {
  const name = textOf(tool.name);
  if (!name) return refuseWire('invalid_request', 'a tool must have a name', pointer);
  const schema = kind === 'function' ? tool.parameters : tool.format;
  const known = { name: `${prefix}${name}`, kind, type: kind, pointer };
  sorted.offered.push(schema === undefined || schema === null ? known : { ...known, schema });
  return undefined;
}
