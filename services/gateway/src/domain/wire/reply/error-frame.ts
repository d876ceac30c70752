import { sseFrame, typedFrame } from '../sse/sse-frame.js';
import type { GeneratingFormat } from '../seam/wire-format.js';
import { errorBody, type WireError } from './error-body.js';

/** The event that ends a stream with an error, as the client library of the format expects it. */
export function errorFrame(format: GeneratingFormat, error: WireError, sequenceNumber = 0): string {
  if (format === 'openai-chat') return sseFrame(JSON.stringify(errorBody(format, error)));
  if (format === 'anthropic-messages') return sseFrame(JSON.stringify(errorBody(format, error)), 'error');
  const { code, message, param } = error;
  return typedFrame({ type: 'error', code, message, param: param ?? null, sequence_number: sequenceNumber });
}
