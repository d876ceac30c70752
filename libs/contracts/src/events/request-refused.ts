import { z } from 'zod';
import { identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A request was refused before it became a model or tool call: bad key, malformed body, unknown route or tool. */
export const requestRefused = defineEvent(
  'gateway',
  'RequestRefused',
  z.strictObject({
    reasonCode: reasonCodeSchema,
    route: z.string().max(256),
    method: z.string().max(16),
    status: z.int(),
    keyId: identifierSchema.optional(),
    /** More than 1 when refusals of the same kind were counted together under load. */
    count: z.int().min(1),
  }),
);
export type RequestRefused = LeafOf<typeof requestRefused>;
