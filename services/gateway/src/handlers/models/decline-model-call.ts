import type { PreparedEvent } from '@countersign/messaging';
import { emptyBill, worstBill } from '../../domain/budget/bill.js';
import { isLost } from '../../domain/provider/attempt-failure.js';
import type { Attempt } from '../../domain/provider/retry-plan.js';
import { settleBill } from '../budgets/settle-bill.js';
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
  attempts?: readonly Attempt[];
  /** What has to be on the record before it. */
  events?: readonly PreparedEvent[];
}

/** Ends a model call without an answer, and says why once that is on the record. */
export async function declineModelCall(parts: ModelParts, governed: Governed, reason: Reason): Promise<Declined> {
  const { dispatched, providerStatus, attempts, events = [], ...declined } = reason;
  const { call, decision } = governed;
  const { reasonCode, message } = declined.refusal;
  const status = providerStatus === undefined ? {} : { status: providerStatus };
  const bill = (mayBeBilled(reason) ? worstBill : emptyBill)(call.reserved ?? []);
  const { cost } = bill;
  const failure = { at: parts.clock.now(), reasonCode, message, dispatched, ...status, cost, attempts };
  const [sealed] = await Promise.all([
    seal(parts, [...events, modelFailedEvent(call, failure)]),
    settleBill(parts, call, bill),
  ]);
  parts.usage.failed({ tenant: call.caller.tenant, model: decision?.provider ? decision.model : '', reasonCode });
  return { ...(sealed ? declined : recordUnavailable()), governed };
}

/** A provider that refuses bills nothing; one that broke off, or was too slow before another one refused, may bill everything. */
function mayBeBilled({ dispatched, providerStatus, attempts = [] }: Reason): boolean {
  const isRefused = providerStatus !== undefined && providerStatus >= 400;
  return dispatched && (!isRefused || attempts.some(isLost));
}
