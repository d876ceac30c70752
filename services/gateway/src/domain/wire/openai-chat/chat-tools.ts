import type { JsonValue } from '@countersign/evidence';
import { hostedTool } from '../request/hosted-tool.js';
import { findAmbiguity } from '../request/request-fault.js';
import type { SortedTools } from '../request/sorted-tools.js';
import type { OfferedTool } from '../seam/inspected-request.js';
import { asList, isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const governed = new Set(['type', 'function', 'custom', 'name', 'parameters', 'server_label', 'server_url']);

/** Sorts what a chat request offers into tools the agent runs and tools the provider runs. */
export function sortChatTools(request: JsonObject): SortedTools | WireRefused {
  const tools = asList(request.tools);
  const functions = asList(request.functions);
  if (!tools || !functions) return refuseWire('invalid_request', 'tools and functions must be arrays', '/tools');
  const sorted: SortedTools = { ok: true, offered: [], hosted: [] };
  for (const [index, tool] of tools.entries()) {
    const fault = addTool(tool, `/tools/${index}`, sorted);
    if (fault) return fault;
  }
  for (const [index, legacy] of functions.entries()) {
    const fault = addFunction(legacy, { pointer: `/functions/${index}`, kind: 'function' }, sorted);
    if (fault) return fault;
  }
  return sorted;
}

function addTool(tool: JsonValue, pointer: string, sorted: SortedTools): WireRefused | undefined {
  if (!isObject(tool)) return refuseWire('invalid_request', 'a tool must be an object', pointer);
  const ambiguity = findAmbiguity(tool, governed, pointer);
  if (ambiguity) return ambiguity;
  if (tool.type === 'function' || tool.type === 'custom') {
    return addFunction(tool[tool.type], { pointer, kind: tool.type }, sorted);
  }
  const hosted = typeof tool.type === 'string' ? hostedTool(tool, tool.type, pointer) : undefined;
  if (!hosted) return refuseWire('unknown_wire_block', 'the type of the tool is not known', pointer);
  sorted.hosted.push(hosted);
  return undefined;
}

function addFunction(
  definition: JsonValue | undefined,
  { pointer, kind }: Pick<OfferedTool, 'pointer' | 'kind'>,
  sorted: SortedTools,
): WireRefused | undefined {
  if (!isObject(definition) || typeof definition.name !== 'string' || definition.name === '') {
    return refuseWire('invalid_request', 'a tool must have a name', pointer);
  }
  const schema = kind === 'function' ? definition.parameters : definition.format;
  const known = { name: definition.name, kind, type: kind, pointer };
  sorted.offered.push(schema === undefined ? known : { ...known, schema });
  return findAmbiguity(definition, governed, pointer);
}
