import type { Clock } from '@countersign/chassis';
import type { BudgetStore } from '../ports/budget-store.js';

const atOnce = 200;

/** A call that nobody settled, such as one of a process that is gone, may have cost all that it held. */
export function expireReservations(parts: { budgets: BudgetStore; clock: Clock }) {
  return async (): Promise<void> => {
    const nothingCounted = new Map<string, bigint>();
    for (const call of await parts.budgets.expired(parts.clock.now(), atOnce)) {
      await parts.budgets.settle(call, nothingCounted);
    }
  };
}
