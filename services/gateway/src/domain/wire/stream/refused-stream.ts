import { errorFrame } from '../reply/error-frame.js';
import { refusalStatus } from '../reply/refusal-status.js';
import type { GeneratingFormat } from '../seam/wire-format.js';
import type { WireRefusal } from '../seam/wire-refusal.js';
import type { StreamAction } from './stream-interceptor.js';

/** The last actions of a stream that cannot go on. */
export function refusedStream(format: GeneratingFormat, refusal: WireRefusal, sequenceNumber = 0): StreamAction[] {
  const { reasonCode, message } = refusal;
  const error = { status: refusalStatus(reasonCode, 'response'), code: reasonCode, message };
  return [
    { type: 'emit', frame: errorFrame(format, error, sequenceNumber) },
    { type: 'refuse', refusal },
  ];
}
