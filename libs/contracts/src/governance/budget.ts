import { z } from 'zod';
import { globSchema, governanceNameSchema, modelNameSchema } from './names.js';
import { currencySchema, moneySchema } from './provider.js';

/** How much the named agents may spend together in one period. */
export const budgetDocumentSchema = z.strictObject({
  kind: z.literal('Budget'),
  name: governanceNameSchema,
  agents: z.array(globSchema).min(1).max(256),
  models: z.array(globSchema).min(1).max(256).default(['*']),
  currency: currencySchema,
  limit: moneySchema,
  period: z.enum(['day', 'month']),
  timezone: z.string().min(1).max(64).default('UTC'),
  onExhausted: z
    .discriminatedUnion('action', [
      z.strictObject({ action: z.literal('refuse') }),
      z.strictObject({
        action: z.literal('fallback'),
        model: modelNameSchema,
        provider: governanceNameSchema.optional(),
      }),
    ])
    .default({ action: 'refuse' }),
});
export type BudgetDocument = z.infer<typeof budgetDocumentSchema>;
