import { z } from 'zod';
import { effectKindSchema, effectTargetTypeSchema } from './effect.js';

const pointer = z
  .string()
  .regex(/^(\/[^/]+)+$/, 'a JSON pointer such as /command')
  .max(256);

/** How a tool definition says which argument carries what, so that effects can be derived from a call's arguments. */
export const effectSourceSchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('shell'), pointer, cwd: pointer.optional() }),
  z.strictObject({ as: z.literal('sql'), pointer }),
  z.strictObject({ as: z.literal('path'), pointer, access: z.enum(['read', 'write', 'delete']) }),
  z.strictObject({
    as: z.literal('http'),
    url: pointer,
    method: pointer.optional(),
    headers: pointer.optional(),
    body: pointer.optional(),
  }),
  z.strictObject({
    as: z.literal('declared'),
    kind: effectKindSchema,
    target: z.strictObject({ type: effectTargetTypeSchema, name: z.string().max(256) }),
  }),
]);
export type EffectSource = z.infer<typeof effectSourceSchema>;
