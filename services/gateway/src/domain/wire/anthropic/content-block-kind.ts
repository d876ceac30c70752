import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import type { InterceptContext } from '../seam/intercepted-response.js';
import { isHostedAllowed } from '../seam/is-hosted-allowed.js';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

const members = new Set(['type', 'id', 'name', 'input', 'text', 'server_name', 'toolset_name']);
const flowing = new Set(['text', 'thinking', 'redacted_thinking', 'compaction', 'fallback']);

/** What Anthropic ran, by the family of the tool that must have been allowed on the request. */
const hostedBlocks: ReadonlyMap<string, string> = new Map([
  ['web_search_tool_result', 'web_search'],
  ['web_fetch_tool_result', 'web_fetch'],
  ['code_execution_tool_result', 'code_execution'],
  ['bash_code_execution_tool_result', 'code_execution'],
  ['text_editor_code_execution_tool_result', 'code_execution'],
  ['container_upload', 'code_execution'],
  ['tool_search_tool_result', 'tool_search'],
  ['advisor_tool_result', 'advisor'],
  ['mcp_tool_use', 'mcp'],
  ['mcp_tool_result', 'mcp'],
  ['mcp_tool_listing', 'mcp'],
]);
const serverTools: ReadonlyMap<string, string> = new Map([
  ['web_search', 'web_search'],
  ['web_fetch', 'web_fetch'],
  ['code_execution', 'code_execution'],
  ['bash_code_execution', 'code_execution'],
  ['text_editor_code_execution', 'code_execution'],
  ['tool_search_tool_regex', 'tool_search'],
  ['tool_search_tool_bm25', 'tool_search'],
  ['advisor', 'advisor'],
]);

type KnownBlock = { ok: true; kind: 'flow' | 'tool'; block: JsonObject };

/** Whether a content block of a response passes, is held, or must not be here at all. */
export function knownBlock(block: JsonValue | undefined, context: InterceptContext): KnownBlock | WireRefused {
  if (!isObject(block)) return refuseWire('malformed_response', 'a content block is not an object');
  if (findAmbiguousMember(block, members)) {
    return refuseWire('ambiguous_field', 'a content block has a member that looks like a known one');
  }
  const type = textOf(block.type) ?? '';
  if (flowing.has(type)) return { ok: true, kind: 'flow', block };
  if (type === 'tool_use') return { ok: true, kind: 'tool', block };
  const family = familyOf(type, block);
  if (family === undefined) return refuseWire('unknown_wire_block', 'the type of a content block is not known');
  const server = textOf(block.server_name) ?? textOf(block.mcp_server_name);
  if (isHostedAllowed(context.hosted, family, server)) return { ok: true, kind: 'flow', block };
  return refuseWire('unexpected_hosted_item', 'the provider ran a tool that the request did not name');
}

function familyOf(type: string, block: JsonObject): string | undefined {
  return type === 'server_tool_use' ? serverTools.get(textOf(block.name) ?? '') : hostedBlocks.get(type);
}
