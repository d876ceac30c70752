import type { JsonValue } from '@countersign/evidence';
import { findRequestFault } from '../request/request-fault.js';
import { sessionSignals } from '../request/session-signals.js';
import type { SortedTools } from '../request/sorted-tools.js';
import type { RequestInspection } from '../seam/inspected-request.js';
import { asList, isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { anthropicHostedFields } from './anthropic-hosted-fields.js';
import { findAnthropicMessageFault } from './anthropic-message-fault.js';
import { anthropicText, anthropicToolResults } from './anthropic-prompt.js';
import { sortToolAdditions } from './anthropic-tool-additions.js';
import { sortAnthropicTool } from './anthropic-tools.js';
import { isThreaded } from './withheld-results.js';

const governed = new Set([
  ...['model', 'messages', 'system', 'stream', 'max_tokens', 'tools', 'mcp_servers', 'container', 'metadata'],
  ...['fallbacks', 'thread', 'context_management', 'thinking', 'tool_choice'],
]);

/** Reads `POST /v1/messages` and `POST /v1/messages/count_tokens`, whose bodies differ only in what they leave out. */
export function inspectMessagesRequest(body: JsonValue): RequestInspection {
  const fault = findRequestFault(body, governed) ?? findAnthropicMessageFault(body as JsonObject);
  if (fault) return fault;
  const request = body as JsonObject;
  const tools = sortTools(request);
  if (!tools.ok) return tools;
  const hosted = [...tools.hosted, ...anthropicHostedFields(request)];
  if (hosted.length > 0 && isThreaded(request)) return refuseThread();
  const user = isObject(request.metadata) ? textOf(request.metadata.user_id) : undefined;
  const thread = isObject(request.thread) ? textOf(request.thread.previous_message_id) : undefined;
  return {
    ok: true,
    request: {
      model: request.model as string,
      alternativeModels: fallbackModels(request.fallbacks),
      stream: request.stream === true,
      n: 1,
      ...(typeof request.max_tokens === 'number' ? { maxOutputTokens: request.max_tokens } : {}),
      tools: tools.offered,
      hosted,
      text: anthropicText(request),
      toolResults: anthropicToolResults(request),
      session: sessionSignals(request, user, thread),
    },
  };
}

/** Each request must name the tools that the provider runs, and a request that goes on with a thread names none. */
function refuseThread(): WireRefused {
  const message =
    'tools that the provider runs cannot be governed in a thread; send the whole conversation without one';
  return refuseWire('thread_unsupported_request', message, '/thread');
}

function sortTools(request: JsonObject): SortedTools | WireRefused {
  const tools = asList(request.tools);
  if (!tools) return refuseWire('invalid_request', 'tools must be an array', '/tools');
  const sorted: SortedTools = { ok: true, offered: [], hosted: [] };
  for (const [index, tool] of tools.entries()) {
    const fault = sortAnthropicTool(tool, `/tools/${index}`, sorted);
    if (fault) return fault;
  }
  return sortToolAdditions(request, sorted) ?? sorted;
}

/** Models that may answer in place of the asked one; the word `default` leaves the choice to Anthropic. */
function fallbackModels(fallbacks: JsonValue | undefined): string[] {
  if (typeof fallbacks === 'string') return [fallbacks];
  return (asList(fallbacks) ?? []).flatMap((fallback) => (isObject(fallback) ? (textOf(fallback.model) ?? []) : []));
}
