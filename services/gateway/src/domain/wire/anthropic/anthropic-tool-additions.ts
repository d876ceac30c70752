import type { JsonValue } from '@countersign/evidence';
import type { SortedTools } from '../request/sorted-tools.js';
import { asList, isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { contentBlocks } from './anthropic-content.js';
import { sortAnthropicTool } from './anthropic-tools.js';

/** Tools that come into play in the middle of a conversation, by `tool_addition` or inside a compaction. */
export function sortToolAdditions(request: JsonObject, sorted: SortedTools): WireRefused | undefined {
  for (const { block, pointer } of contentBlocks(request).place) {
    const changes = block.type === 'compaction' ? asList(block.tool_changes) : [block];
    if (!changes) return refuseWire('invalid_request', 'tool_changes must be an array', pointer);
    for (const change of changes) {
      const fault = isAddition(change) ? sortAddition(change.tool, `${pointer}/tool`, sorted) : undefined;
      if (fault) return fault;
    }
  }
  return undefined;
}

function isAddition(change: JsonValue): change is JsonObject {
  return isObject(change) && change.type === 'tool_addition';
}

function sortAddition(tool: JsonValue | undefined, pointer: string, sorted: SortedTools): WireRefused | undefined {
  if (!isObject(tool)) return refuseWire('invalid_request', 'a tool addition must name a tool', pointer);
  if (tool.type === 'tool_reference') return undefined;
  if (tool.type === 'tool_definition')
    return sortAnthropicTool(tool.definition ?? null, `${pointer}/definition`, sorted);
  if (tool.type !== 'mcp_tool_reference' && tool.type !== 'mcp_toolset_reference') {
    return refuseWire('unknown_wire_block', 'the type of the tool addition is not known', pointer);
  }
  sorted.hosted.push({ family: 'mcp', name: textOf(tool.server_name) ?? '', type: tool.type, pointer });
  return undefined;
}
