import type { JsonValue } from '@countersign/evidence';
import { hostedFamily, withoutDate } from '../request/hosted-family.js';
import { findAmbiguity } from '../request/request-fault.js';
import type { SortedTools } from '../request/sorted-tools.js';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const governed = new Set(['type', 'name', 'input_schema', 'mcp_server_name', 'tools']);

/** Tools with a schema of Anthropic that the agent runs. */
const builtins = new Set(['bash', 'text_editor', 'computer', 'memory']);
const toolsets = new Map([
  ['browser_toolset', 'browser'],
  ['computer_toolset', 'computer'],
]);

/** Sorts one entry of `tools` into those the agent runs and those Anthropic runs. */
export function sortAnthropicTool(tool: JsonValue, pointer: string, sorted: SortedTools): WireRefused | undefined {
  if (!isObject(tool)) return refuseWire('invalid_request', 'a tool must be an object', pointer);
  const ambiguity = findAmbiguity(tool, governed, pointer);
  if (ambiguity) return ambiguity;
  const type = tool.type ?? 'custom';
  if (typeof type !== 'string') return refuseWire('unknown_wire_block', 'the type of the tool is not known', pointer);
  const family = hostedFamily(type);
  if (family === undefined) return addOffered(tool, { type, pointer }, sorted);
  const name = textOf(family === 'mcp' ? tool.mcp_server_name : tool.name) ?? family;
  sorted.hosted.push({ family, name, type, pointer });
  return undefined;
}

function addOffered(
  tool: JsonObject,
  { type, pointer }: { type: string; pointer: string },
  sorted: SortedTools,
): WireRefused | undefined {
  const kind = kindOf(type);
  if (!kind) return refuseWire('unknown_wire_block', 'the type of the tool is not known', pointer);
  const name = kind === 'toolset' ? toolsets.get(withoutDate(type)) : textOf(tool.name);
  if (!name) return refuseWire('invalid_request', 'a tool must have a name', pointer);
  const schema = tool.input_schema;
  sorted.offered.push({ name, kind, type, pointer, ...(schema === undefined ? {} : { schema }) });
  return undefined;
}

function kindOf(type: string): 'function' | 'builtin' | 'toolset' | undefined {
  if (type === 'custom') return 'function';
  if (toolsets.has(withoutDate(type))) return 'toolset';
  return builtins.has(withoutDate(type)) ? 'builtin' : undefined;
}
