import { MessagesStream } from './anthropic/messages-stream.js';
import { ChatStream } from './openai-chat/chat-stream.js';
import type { GeneratingFormat } from './seam/wire-format.js';
import type { StreamContext, StreamInterceptor } from './stream/stream-interceptor.js';

const streams: Readonly<Partial<Record<GeneratingFormat, new (context: StreamContext) => StreamInterceptor>>> = {
  'openai-chat': ChatStream,
  'anthropic-messages': MessagesStream,
};

/** Starts the interception of one streamed response. */
export function openStream(format: GeneratingFormat, context: StreamContext): StreamInterceptor {
  const Stream = streams[format];
  if (!Stream) throw new Error(`no stream interceptor for wire format ${format}`);
  return new Stream(context);
}
