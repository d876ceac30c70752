import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import type { InterceptContext, ResponseInterception } from '../seam/intercepted-response.js';
import { isObject, type JsonObject } from '../seam/json-object.js';
import { MOST_BLOCKS } from '../seam/limits.js';
import { objectArguments } from '../seam/parse-arguments.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { anthropicUsage } from './anthropic-usage.js';
import { knownBlock } from './content-block-kind.js';
import { rebuildMessage } from './rebuild-message.js';
import { readToolUse } from './tool-use.js';

const members = new Set(['id', 'type', 'role', 'model', 'content', 'stop_reason', 'usage', 'error']);

/** Finds every tool use in a message of Anthropic. */
export function interceptMessagesResponse(body: JsonValue, context: InterceptContext): ResponseInterception {
  if (!isObject(body) || body.type !== 'message' || !Array.isArray(body.content)) {
    return refuseWire('malformed_response', 'the provider sent no message');
  }
  if (findAmbiguousMember(body, members)) {
    return refuseWire('ambiguous_field', 'the response has a member that looks like a known one');
  }
  const found = findToolUses(body.content, context);
  if (!found.ok) return found;
  const { toolCalls } = found;
  if (toolCalls.size > MOST_BLOCKS) return refuseWire('response_too_large', 'too many tool calls in one response');
  const usage = anthropicUsage(body.usage);
  const rebuild = rebuildMessage(body, toolCalls);
  return { ok: true, toolCalls: [...toolCalls.values()], ...(usage ? { usage } : {}), rebuild };
}

type ToolUses = { ok: true; toolCalls: Map<JsonObject, ProposedBlock> };

function findToolUses(content: readonly JsonValue[], context: InterceptContext): ToolUses | WireRefused {
  const toolCalls = new Map<JsonObject, ProposedBlock>();
  for (const [index, block] of content.entries()) {
    const known = knownBlock(block, context);
    if (!known.ok) return known;
    if (known.kind === 'flow') continue;
    const input = known.block.input ?? null;
    const argumentsText = JSON.stringify(input);
    const read = readToolUse(known.block, { index, argumentsText, argumentsJson: objectArguments(input) });
    if (!read.ok) return read;
    toolCalls.set(known.block, read.block);
  }
  return { ok: true, toolCalls };
}
