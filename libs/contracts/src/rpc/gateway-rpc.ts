import { z } from 'zod';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';

const amount = z.string().regex(/^\d{1,40}(\.\d{1,9})?$/);

/** What is left of each budget in the period that is running. */
export const listBudgets = defineRpc({
  service: 'gateway',
  method: 'listBudgets',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({
    budgets: z
      .array(
        z.strictObject({
          name: z.string().max(128),
          agents: z.array(z.string().max(256)).max(256),
          models: z.array(z.string().max(256)).max(256),
          currency: z.string().length(3),
          limit: amount,
          /** Whose spending counts together. */
          each: z.enum(['agent', 'key']).optional(),
          /** The day or month that is running where the budget is kept. */
          period: z.string().max(10),
          timezone: z.string().max(64),
          /** The model that takes over once it is spent; absent: calls are refused. */
          fallback: z.string().max(256).optional(),
          /** Who has spent or holds something in this period. */
          spending: z.array(z.strictObject({ scope: z.string().max(200), spent: amount, reserved: amount })).max(1000),
        }),
      )
      .max(1000),
  }),
});
