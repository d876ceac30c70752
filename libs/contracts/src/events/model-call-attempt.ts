import { z } from 'zod';
import { reasonCodeSchema } from '../names/names.js';

/** Providers that were tried or passed over in vain before the one that answered, or before the call was given up. */
export const modelCallAttemptsSchema = z
  .array(z.strictObject({ provider: z.string().max(128), reasonCode: reasonCodeSchema, status: z.int().optional() }))
  .min(1)
  .max(16);
