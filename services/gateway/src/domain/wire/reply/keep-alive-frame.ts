import type { GeneratingFormat } from '../seam/wire-format.js';
import { sseFrame } from '../sse/sse-frame.js';

/** What to send while a stream waits for decisions: a ping where clients know one, otherwise a comment. */
export function keepAliveFrame(format: GeneratingFormat): string {
  return format === 'anthropic-messages' ? sseFrame('{"type":"ping"}', 'ping') : ': keep-alive\n\n';
}
