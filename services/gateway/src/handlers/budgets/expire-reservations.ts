import { instantOf } from '@countersign/chassis';
import { budgetReservationExpired } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { amountOf } from '../../domain/budget/money.js';
import type { Share } from '../../domain/budget/reservation.js';
import type { ModelParts } from '../models/model-parts.js';
import type { CallOfTenant } from '../ports/budget-store.js';

type Parts = Pick<ModelParts, 'budgets' | 'clock' | 'outbox' | 'report'>;

const atOnce = 200;

/** A call that nobody settled, such as one of a process that is gone, may have cost all that it held; the record says so. */
export function expireReservations(parts: Parts) {
  return async (): Promise<void> => {
    for (const call of await parts.budgets.expired(parts.clock.now(), atOnce)) {
      const event = await parts.budgets.expire(call, (shares) => expiredEvent(parts, call, shares));
      if (!event) continue;
      const later = (error: unknown) => parts.report(error, { part: 'tell an expired reservation', call: call.callId });
      await parts.outbox.publish(event).catch(later);
    }
  };
}

function expiredEvent({ clock }: Parts, { tenant, callId }: CallOfTenant, shares: readonly Share[]): PreparedEvent {
  return prepareEvent(budgetReservationExpired, {
    ...{ id: `expired_${callId}`, tenant, subject: callId, time: instantOf(clock.now()) },
    actor: { kind: 'service', id: 'gateway' },
    data: {
      modelCallId: callId,
      shares: shares.map(({ budget, scope, period, currency, amount }) => {
        return { budget, scope, period, currency, amount: amountOf(amount) };
      }),
    },
  });
}
