import { z } from 'zod';

/** What an action would do. `unknown` means that the analysis could not prove anything: never treated as a read. */
export const effectKindSchema = z.enum(['read', 'write', 'delete', 'exec', 'network', 'grant', 'unknown']);
export type EffectKind = z.infer<typeof effectKindSchema>;

/** The part of one argument that shows an effect: a JSON pointer and UTF-16 offsets into that string value. */
export const argumentSpanSchema = z.strictObject({
  pointer: z.string().max(512),
  start: z.int().min(0),
  end: z.int().min(0),
});
export type ArgumentSpan = z.infer<typeof argumentSpanSchema>;

export const effectTargetTypeSchema = z.enum([
  'path',
  'relation',
  'function',
  'url',
  'host',
  'process',
  'service',
  'none',
]);

export const effectSchema = z.strictObject({
  kind: effectKindSchema,
  target: z.strictObject({ type: effectTargetTypeSchema, name: z.string().max(2048) }),
  span: argumentSpanSchema.optional(),
  /** One sentence for an approver: why this effect was derived. */
  why: z.string().max(500).optional(),
});
export type Effect = z.infer<typeof effectSchema>;
