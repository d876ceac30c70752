import { z } from 'zod';
import { argumentPointerSchema } from './names.js';

const scalar = z.union([z.string().max(4096), z.number(), z.boolean(), z.null()]);
const pointer = argumentPointerSchema;
const text = z.string().min(1).max(1024);

/**
 * One typed condition on one argument. Where a pointer with `*` finds several values, an allow rule needs all of
 * them to pass, and a hold or deny rule needs one.
 */
export const argumentConditionSchema = z.discriminatedUnion('op', [
  z.strictObject({ pointer, op: z.literal('equals'), value: scalar }),
  z.strictObject({ pointer, op: z.literal('notEquals'), value: scalar }),
  z.strictObject({ pointer, op: z.literal('in'), value: z.array(scalar).min(1).max(1024) }),
  z.strictObject({ pointer, op: z.literal('notIn'), value: z.array(scalar).min(1).max(1024) }),
  /** RE2 syntax; matches anywhere unless anchored with ^ and $. */
  z.strictObject({ pointer, op: z.literal('matches'), value: text }),
  z.strictObject({ pointer, op: z.literal('startsWith'), value: text }),
  z.strictObject({ pointer, op: z.literal('endsWith'), value: text }),
  z.strictObject({ pointer, op: z.literal('lt'), value: z.number() }),
  z.strictObject({ pointer, op: z.literal('lte'), value: z.number() }),
  z.strictObject({ pointer, op: z.literal('gt'), value: z.number() }),
  z.strictObject({ pointer, op: z.literal('gte'), value: z.number() }),
  z.strictObject({ pointer, op: z.literal('exists'), value: z.boolean() }),
]);
export type ArgumentCondition = z.infer<typeof argumentConditionSchema>;
