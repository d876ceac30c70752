import { z } from 'zod';
import { identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Nobody settled what a model call held of budgets, such as that of a process that is gone: all of it counts as spent. */
export const budgetReservationExpired = defineEvent(
  'gateway',
  'BudgetReservationExpired',
  z.strictObject({
    modelCallId: identifierSchema,
    shares: z
      .array(
        z.strictObject({
          budget: z.string().max(128),
          /** Whose spending it is: `all`, an agent or a key. */
          scope: z.string().max(200),
          period: z.string().max(10),
          currency: z.string().length(3),
          amount: z.string().regex(/^\d{1,40}(\.\d{1,9})?$/),
        }),
      )
      .min(1)
      .max(1000),
  }),
);
export type BudgetReservationExpired = LeafOf<typeof budgetReservationExpired>;
