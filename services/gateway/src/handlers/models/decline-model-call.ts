import { seal } from '../events/seal.js';
import { recordUnavailable } from '../refused.js';
import { modelFailedEvent } from './model-events.js';
import type { ModelParts } from './model-parts.js';
import type { Declined, Governed } from './model-request.js';

interface Reason extends Omit<Declined, 'governed'> {
  /** Something may have been sent to the provider. */
  dispatched: boolean;
  /** HTTP status of the provider. */
  providerStatus?: number;
}

/** Ends a model call without an answer, and says why once that is on the record. */
export async function declineModelCall(parts: ModelParts, governed: Governed, reason: Reason): Promise<Declined> {
  const { dispatched, providerStatus, ...declined } = reason;
  const { reasonCode, message } = declined.refusal;
  const status = providerStatus === undefined ? {} : { status: providerStatus };
  const event = modelFailedEvent(governed.call, { at: parts.clock.now(), reasonCode, message, dispatched, ...status });
  const sealed = await seal(parts, [event]);
  return { ...(sealed ? declined : recordUnavailable()), governed };
}
