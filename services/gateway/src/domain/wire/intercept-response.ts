import type { JsonValue } from '@countersign/evidence';
import { interceptMessagesResponse } from './anthropic/intercept-messages-response.js';
import { interceptChatResponse } from './openai-chat/intercept-chat-response.js';
import type { InterceptContext, ResponseInterception } from './seam/intercepted-response.js';
import type { GeneratingFormat } from './seam/wire-format.js';

type Interceptor = (body: JsonValue, context: InterceptContext) => ResponseInterception;

const interceptors: Readonly<Partial<Record<GeneratingFormat, Interceptor>>> = {
  'openai-chat': interceptChatResponse,
  'anthropic-messages': interceptMessagesResponse,
};

/** Finds the tool calls of a complete response and offers to rebuild it once each of them is decided. */
export function interceptResponse(
  format: GeneratingFormat,
  body: JsonValue,
  context: InterceptContext,
): ResponseInterception {
  const intercept = interceptors[format];
  if (!intercept) throw new Error(`no interceptor for wire format ${format}`);
  return intercept(body, context);
}
