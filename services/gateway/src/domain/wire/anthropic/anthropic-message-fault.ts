import type { JsonValue } from '@countersign/evidence';
import { findAmbiguity } from '../request/request-fault.js';
import { asList, isObject, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { contentBlocks, type PlacedBlock } from './anthropic-content.js';

const roles = new Set(['user', 'assistant', 'system']);
const messageMembers = new Set(['role', 'content']);
const blockMembers = new Set(['type', 'text', 'name', 'input', 'content', 'source', 'tool', 'tool_use_id']);

const blocks = new Set([
  ...['text', 'image', 'document', 'search_result', 'container_upload', 'compaction', 'fallback'],
  ...['thinking', 'redacted_thinking', 'tool_use', 'tool_result', 'tool_addition', 'tool_removal'],
  ...['server_tool_use', 'web_search_tool_result', 'web_fetch_tool_result', 'code_execution_tool_result'],
  ...['bash_code_execution_tool_result', 'text_editor_code_execution_tool_result', 'tool_search_tool_result'],
  ...['advisor_tool_result', 'mcp_tool_use', 'mcp_tool_result', 'mcp_tool_listing'],
]);
const resultBlocks = new Set(['text', 'image', 'document', 'search_result', 'tool_reference', 'browser_state']);
const systemBlocks = new Set(['text']);

export function findAnthropicMessageFault(request: JsonObject): WireRefused | undefined {
  const { messages } = request;
  if (!Array.isArray(messages)) return refuseWire('invalid_request', 'messages must be an array', '/messages');
  for (const [index, message] of messages.entries()) {
    const fault = findMessageFault(message, `/messages/${index}`);
    if (fault) return fault;
  }
  const { place, faultAt } = contentBlocks(request);
  if (faultAt !== undefined)
    return refuseWire('invalid_request', 'content must be text or an array of blocks', faultAt);
  for (const placed of place) {
    const fault = findBlockFault(placed);
    if (fault) return fault;
  }
  return findListFault(request.system, systemBlocks, '/system');
}

function findMessageFault(message: JsonValue, pointer: string): WireRefused | undefined {
  if (!isObject(message)) return refuseWire('invalid_request', 'a message must be an object', pointer);
  if (typeof message.role !== 'string' || !roles.has(message.role)) {
    return refuseWire('unknown_wire_block', 'the role of the message is not known', `${pointer}/role`);
  }
  return findAmbiguity(message, messageMembers, pointer);
}

function findBlockFault({ block, pointer }: PlacedBlock): WireRefused | undefined {
  if (typeof block.type !== 'string' || !blocks.has(block.type)) return unknownBlock(pointer);
  const ambiguity = findAmbiguity(block, blockMembers, pointer);
  if (ambiguity || block.type !== 'tool_result') return ambiguity;
  return findListFault(block.content, resultBlocks, `${pointer}/content`);
}

function findListFault(
  content: JsonValue | undefined,
  known: ReadonlySet<string>,
  pointer: string,
): WireRefused | undefined {
  if (typeof content === 'string') return undefined;
  const list = asList(content);
  if (!list) return refuseWire('invalid_request', 'content must be text or an array of blocks', pointer);
  const index = list.findIndex((block) => !isObject(block) || typeof block.type !== 'string' || !known.has(block.type));
  return index < 0 ? undefined : unknownBlock(`${pointer}/${index}`);
}

function unknownBlock(pointer: string): WireRefused {
  return refuseWire('unknown_wire_block', 'the type of the content block is not known', pointer);
}
