import type { PreparedEvent } from '@countersign/messaging';
import { billOf, worstBill } from '../../domain/budget/bill.js';
import { isLost } from '../../domain/provider/attempt-failure.js';
import { settleBill } from '../budgets/settle-bill.js';
import { seal } from '../events/seal.js';
import type { Admitted } from './admit-model-call.js';
import type { Sent } from './dispatch.js';
import { modelCompletedEvent, type Completion } from './model-events.js';
import type { ModelParts } from './model-parts.js';

interface Ended extends Pick<Completion, 'status' | 'providerRequestId' | 'usage' | 'responseDigest' | 'callIds'> {
  sent: Pick<Sent, 'provider' | 'attempts'>;
  /** What has to be on the record with it. */
  events: readonly PreparedEvent[];
}

/** Ends a model call with its answer: on the record, and settled by the provider's own counts. False when it cannot be recorded. */
export async function completeModelCall(
  parts: ModelParts,
  { call, decision }: Admitted,
  { sent, events, ...ended }: Ended,
): Promise<boolean> {
  const { decisionId, model } = decision;
  const { provider, attempts } = sent;
  const { usage } = ended;
  const shares = call.reserved ?? [];
  // A provider that was too slow may bill as well, and nobody counts for it.
  const isCounted = shares.length === 0 || !attempts.some(isLost);
  const bill = isCounted
    ? billOf({ shares, proposedAt: call.proposedAt }, { provider, model, usage })
    : worstBill(shares);
  const { cost } = bill;
  const completion = { ...ended, decisionId, model, provider: provider.name, at: parts.clock.now(), cost, attempts };
  const { tenant } = call.caller;
  parts.usage.completed({ tenant, provider: provider.name, model, usage, cost });
  const completed = modelCompletedEvent(call, completion);
  const [sealed] = await Promise.all([seal(parts, [...events, completed]), settleBill(parts, call, bill)]);
  return sealed;
}
