import type { Bill } from '../../domain/budget/bill.js';
import type { ModelCall } from '../../domain/model/model-call.js';
import type { ModelParts } from '../models/model-parts.js';

/** Ends what a call held of its budgets. What cannot be settled now is settled as reserved once it expires. */
export async function settleBill(parts: ModelParts, call: ModelCall, { spent }: Bill): Promise<void> {
  if (!call.reserved) return;
  try {
    await parts.budgets.settle({ tenant: call.caller.tenant, callId: call.id }, spent);
  } catch (error) {
    parts.report(error, { part: 'settle a budget', modelCallId: call.id });
  }
}
