import type { JsonValue } from '@countersign/evidence';
import { inspectMessagesRequest } from './anthropic/inspect-messages-request.js';
import { inspectChatRequest } from './openai-chat/inspect-chat-request.js';
import { inspectResponsesRequest } from './openai-responses/inspect-responses-request.js';
import { inspectEmbeddingsRequest } from './request-only/inspect-embeddings-request.js';
import type { RequestInspection } from './seam/inspected-request.js';
import type { WireFormat } from './seam/wire-format.js';

const inspectors: Readonly<Record<WireFormat, (body: JsonValue) => RequestInspection>> = {
  'openai-chat': inspectChatRequest,
  'openai-responses': inspectResponsesRequest,
  'openai-embeddings': inspectEmbeddingsRequest,
  'anthropic-messages': inspectMessagesRequest,
  'anthropic-count-tokens': inspectMessagesRequest,
};

/** Reads what policy needs to know about a request. Never changes the body, which is forwarded as it came. */
export function inspectRequest(format: WireFormat, body: JsonValue): RequestInspection {
  return inspectors[format](body);
}
