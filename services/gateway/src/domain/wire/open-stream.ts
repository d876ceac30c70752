import { MessagesStream } from './anthropic/messages-stream.js';
import { ChatStream } from './openai-chat/chat-stream.js';
import { ResponsesStream } from './openai-responses/responses-stream.js';
import type { GeneratingFormat } from './seam/wire-format.js';
import type { StreamContext, StreamInterceptor } from './stream/stream-interceptor.js';

const streams: Readonly<Record<GeneratingFormat, new (context: StreamContext) => StreamInterceptor>> = {
  'openai-chat': ChatStream,
  'openai-responses': ResponsesStream,
  'anthropic-messages': MessagesStream,
};

/** Starts the interception of one streamed response. */
export function openStream(format: GeneratingFormat, context: StreamContext): StreamInterceptor {
  return new streams[format](context);
}
