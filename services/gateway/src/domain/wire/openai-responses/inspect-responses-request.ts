import type { JsonValue } from '@countersign/evidence';
import { findRequestFault } from '../request/request-fault.js';
import { sessionSignals } from '../request/session-signals.js';
import type { SortedTools } from '../request/sorted-tools.js';
import type { HostedTool, RequestInspection } from '../seam/inspected-request.js';
import { isObject, textOf, type JsonObject } from '../seam/json-object.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { itemType } from './item-type.js';
import { findInputFault } from './responses-input-fault.js';
import { inputItems, responsesText, responsesToolResults } from './responses-prompt.js';
import { sortResponsesTools } from './responses-tools.js';

const governed = new Set([
  ...['model', 'input', 'instructions', 'tools', 'tool_choice', 'stream', 'background', 'prompt', 'store', 'include'],
  ...['previous_response_id', 'conversation', 'max_output_tokens', 'metadata', 'user', 'prompt_cache_key'],
  ...['safety_identifier', 'context_management'],
]);

/** Reads `POST /v1/responses`. */
export function inspectResponsesRequest(body: JsonValue): RequestInspection {
  const fault = findRequestFault(body, governed) ?? findFault(body as JsonObject);
  if (fault) return fault;
  const request = body as JsonObject;
  const tools = sortTools(request);
  if (!tools.ok) return tools;
  return {
    ok: true,
    request: {
      model: request.model as string,
      alternativeModels: [],
      stream: request.stream === true,
      n: 1,
      ...(typeof request.max_output_tokens === 'number' ? { maxOutputTokens: request.max_output_tokens } : {}),
      tools: tools.offered,
      hosted: [...tools.hosted, ...storedPrompt(request)],
      text: responsesText(request),
      toolResults: responsesToolResults(request),
      session: sessionSignals(request, textOf(request.user), continued(request)),
    },
  };
}

function findFault(request: JsonObject): WireRefused | undefined {
  if ((request.background ?? false) !== false) {
    const message = 'an answer in the background is fetched later, out of reach of the gateway';
    return refuseWire('ungovernable_request', message, '/background');
  }
  return findInputFault(request.input);
}

/** The tools of the request and those that items of the input bring along. */
function sortTools(request: JsonObject): SortedTools | WireRefused {
  const sorted: SortedTools = { ok: true, offered: [], hosted: [] };
  const fault = sortResponsesTools(request.tools, '/tools', sorted);
  if (fault) return fault;
  for (const [index, item] of inputItems(request).entries()) {
    const type = itemType(item);
    const bringsTools = type === 'additional_tools' || type === 'tool_search_output';
    const itemFault = bringsTools ? sortResponsesTools(item.tools, `/input/${index}/tools`, sorted) : undefined;
    if (itemFault) return itemFault;
  }
  return sorted;
}

/** A prompt kept at the provider can bring tools of its own, so it counts as one. */
function storedPrompt({ prompt }: JsonObject): HostedTool[] {
  if (!isObject(prompt)) return [];
  return [{ family: 'stored_prompt', name: textOf(prompt.id) ?? '', type: 'prompt', pointer: '/prompt' }];
}

function continued({ previous_response_id: previous, conversation }: JsonObject): string | undefined {
  return textOf(previous) ?? textOf(conversation) ?? (isObject(conversation) ? textOf(conversation.id) : undefined);
}
