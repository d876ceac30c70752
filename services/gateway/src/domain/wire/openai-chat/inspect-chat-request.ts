import type { JsonValue } from '@countersign/evidence';
import { findRequestFault } from '../request/request-fault.js';
import type { RequestInspection } from '../seam/inspected-request.js';
import { asList, textOf, type JsonObject } from '../seam/json-object.js';
import { sessionSignals } from '../request/session-signals.js';
import { chatHostedFields } from './chat-hosted-fields.js';
import { findChatMessageFault } from './chat-message-fault.js';
import { chatText, chatToolResults } from './chat-prompt.js';
import { sortChatTools } from './chat-tools.js';

const governed = new Set([
  ...['model', 'models', 'messages', 'stream', 'stream_options', 'n', 'tools', 'functions', 'prediction'],
  ...['max_tokens', 'max_completion_tokens', 'user', 'metadata', 'prompt_cache_key', 'safety_identifier', 'store'],
  ...['web_search_options', 'search_parameters', 'plugins', 'data_sources', 'enable_search'],
]);

/** Reads `POST /v1/chat/completions`. Unknown members at the top pass, since the raw body is what is forwarded. */
export function inspectChatRequest(body: JsonValue): RequestInspection {
  const fault = findRequestFault(body, governed);
  if (fault) return fault;
  const request = body as JsonObject;
  const messageFault = findChatMessageFault(request.messages);
  if (messageFault) return messageFault;
  const tools = sortChatTools(request);
  if (!tools.ok) return tools;
  return {
    ok: true,
    request: {
      model: request.model as string,
      alternativeModels: (asList(request.models) ?? []).filter((model) => typeof model === 'string'),
      stream: request.stream === true,
      n: (request.n as number | null | undefined) ?? 1,
      ...maxTokens(request),
      tools: tools.offered,
      hosted: [...tools.hosted, ...chatHostedFields(request)],
      text: chatText(request),
      toolResults: chatToolResults(request),
      session: sessionSignals(request, textOf(request.user)),
    },
  };
}

/** Providers know one of them or both: the larger is what may come. */
function maxTokens(request: JsonObject): { maxOutputTokens?: number } {
  const limits = [request.max_completion_tokens, request.max_tokens].filter((limit) => typeof limit === 'number');
  return limits.length > 0 ? { maxOutputTokens: Math.max(...limits) } : {};
}
