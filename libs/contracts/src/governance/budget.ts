import { z } from 'zod';
import { identifierSchema } from '../names/names.js';
import { globSchema, governanceNameSchema, modelNameSchema } from './names.js';
import { currencySchema, moneySchema } from './provider.js';

/** How much the named agents may spend in one period: together, or each of them, or each of their keys. */
export const budgetDocumentSchema = z.strictObject({
  kind: z.literal('Budget'),
  name: governanceNameSchema,
  agents: z.array(globSchema).min(1).max(256),
  /** Only calls under these agent keys count. */
  keys: z.array(identifierSchema).min(1).max(256).optional(),
  /** Gives each agent, or each key, the whole limit for itself. Absent: all share it. */
  each: z.enum(['agent', 'key']).optional(),
  models: z.array(globSchema).min(1).max(256).default(['*']),
  currency: currencySchema,
  limit: moneySchema,
  period: z.enum(['day', 'month']),
  /** IANA name, such as Europe/Berlin: where days and months begin. */
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
