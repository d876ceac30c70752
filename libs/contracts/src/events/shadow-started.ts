import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A candidate revision is decided beside the one in force; it has no say. Payload `documents`: the whole candidate, canonical JSON. */
export const shadowStarted = defineEvent(
  'policy',
  'ShadowStarted',
  z.strictObject({
    shadowId: identifierSchema,
    revision: digestSchema,
    /** What was in force when it began. */
    baseRevision: digestSchema.nullable(),
    startedBy: personNameSchema,
    changed: z.array(z.string().max(256)).max(500),
    removed: z.array(z.string().max(256)).max(500),
  }),
);
export type ShadowStarted = LeafOf<typeof shadowStarted>;
