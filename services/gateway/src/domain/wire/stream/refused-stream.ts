import type { WireError } from '../reply/error-body.js';
import { errorFrame } from '../reply/error-frame.js';
import type { GeneratingFormat } from '../seam/wire-format.js';
import type { WireRefusal } from '../seam/wire-refusal.js';
import type { StreamAction } from './stream-interceptor.js';

/** The last action of a stream that the gateway itself cannot go on with. */
export function failedStream(format: GeneratingFormat, error: WireError, sequenceNumber = 0): StreamAction[] {
  return [{ type: 'emit', frame: errorFrame(format, error, sequenceNumber) }];
}

/** What a response is refused for is the provider's doing, whatever it is. */
const BAD_GATEWAY = 502;

/** The last actions of a stream that cannot go on. */
export function refusedStream(format: GeneratingFormat, refusal: WireRefusal, sequenceNumber = 0): StreamAction[] {
  const { reasonCode, message } = refusal;
  const error = { status: BAD_GATEWAY, code: reasonCode, message };
  return [
    { type: 'emit', frame: errorFrame(format, error, sequenceNumber) },
    { type: 'refuse', refusal },
  ];
}
