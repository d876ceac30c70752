import { z } from 'zod';
import { reasonCodeSchema } from './names.js';

/** An expected "no": a value, never an exception. Mapped to a status and a wire format at the edge. */
export const refusalSchema = z.strictObject({
  reasonCode: reasonCodeSchema,
  /** What happened and why, for a person. */
  message: z.string().max(2000),
  /** What to do next. */
  remedy: z.string().max(2000).optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;

export type Refused = { ok: false; refusal: Refusal };
export type Result<T> = { ok: true; value: T } | Refused;
