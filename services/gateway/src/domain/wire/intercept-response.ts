import type { JsonValue } from '@countersign/evidence';
import { interceptMessagesResponse } from './anthropic/intercept-messages-response.js';
import { interceptChatResponse } from './openai-chat/intercept-chat-response.js';
import { interceptResponsesResponse } from './openai-responses/intercept-responses-response.js';
import type { InterceptContext, ResponseInterception } from './seam/intercepted-response.js';
import type { GeneratingFormat } from './seam/wire-format.js';

type Interceptor = (body: JsonValue, context: InterceptContext) => ResponseInterception;

const interceptors: Readonly<Record<GeneratingFormat, Interceptor>> = {
  'openai-chat': interceptChatResponse,
  'openai-responses': interceptResponsesResponse,
  'anthropic-messages': interceptMessagesResponse,
};

/** Finds the tool calls of a complete response and offers to rebuild it once each of them is decided. */
export function interceptResponse(
  format: GeneratingFormat,
  body: JsonValue,
  context: InterceptContext,
): ResponseInterception {
  return interceptors[format](body, context);
}
