import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import { MOST_BLOCKS } from '../seam/limits.js';
import type { InterceptContext, ResponseInterception } from '../seam/intercepted-response.js';
import { asList, isObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { readChoice, type ReadChoice } from './chat-choice.js';
import { chatUsage } from './chat-usage.js';
import { rebuildChat } from './rebuild-chat.js';

const bodyMembers = new Set(['id', 'object', 'created', 'model', 'choices', 'usage', 'error']);

/** Finds every tool call in a chat completion, in all of its answers. */
export function interceptChatResponse(body: JsonValue, context: InterceptContext): ResponseInterception {
  if (!isObject(body) || !Array.isArray(body.choices)) {
    return refuseWire('malformed_response', 'the provider sent no chat completion');
  }
  if (findAmbiguousMember(body, bodyMembers) !== undefined) {
    return refuseWire('ambiguous_field', 'the response has a member that looks like a known one');
  }
  const choices: ReadChoice[] = [];
  for (const [position, choice] of body.choices.entries()) {
    const read = readChoice(choice, position);
    if (!read.ok) return read;
    choices.push(read.read);
  }
  const toolCalls = choices.flatMap((read) => [...read.toolCalls, ...(read.functionCall ? [read.functionCall] : [])]);
  const fault = findFault(choices, toolCalls.length, context);
  if (fault) return fault;
  const usage = chatUsage(body.usage);
  const rebuild = rebuildChat(body, choices);
  return { ok: true, toolCalls, ...(usage ? { usage } : {}), rebuild };
}

function findFault(choices: ReadChoice[], blocks: number, context: InterceptContext): WireRefused | undefined {
  if (blocks > MOST_BLOCKS)
    return refuseWire('response_too_large', `more than ${MOST_BLOCKS} tool calls in one response`);
  const ranTools = choices.some((read) => asList(read.message.executed_tools)?.length !== 0);
  if (!ranTools || context.hosted.length > 0) return undefined;
  return refuseWire('unexpected_hosted_item', 'the provider ran tools that the request did not name');
}
