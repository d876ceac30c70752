import { z } from 'zod';

/** Exact decimal amount. `reserved`: nobody counted, so it is the most that the call could cost. */
export const modelCallCostSchema = z.strictObject({
  currency: z.string().length(3),
  amount: z.string().regex(/^\d+(\.\d{1,12})?$/),
  basis: z.literal('reserved').optional(),
});
