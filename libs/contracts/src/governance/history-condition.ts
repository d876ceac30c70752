import { z } from 'zod';
import { durationSchema } from './duration.js';
import { globSchema } from './names.js';

/** What the run has done before this call: how often, or in which order. Only calls that were let through count. */
export const historyConditionSchema = z.strictObject({
  toolCalls: z
    .array(
      z
        .strictObject({
          tools: z.array(globSchema).min(1).max(64),
          /** Met while the run has made fewer earlier calls than this. */
          fewerThan: z.int().min(1).max(100_000).optional(),
          /** Met once the run has made this many earlier calls. */
          atLeast: z.int().min(1).max(100_000).optional(),
          /** Count only calls this recent; the whole run otherwise. */
          within: durationSchema.optional(),
        })
        .refine((counter) => counter.fewerThan !== undefined || counter.atLeast !== undefined, {
          message: 'say fewerThan or atLeast',
        }),
    )
    .min(1)
    .max(8)
    .optional(),
  /** Met when the run has called these in this order, with anything in between. */
  sequence: z.array(globSchema).min(1).max(8).optional(),
});
export type HistoryCondition = z.infer<typeof historyConditionSchema>;
