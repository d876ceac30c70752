import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A candidate is no longer decided beside the revision in force, and what it said in all. */
export const shadowStopped = defineEvent(
  'policy',
  'ShadowStopped',
  z.strictObject({
    shadowId: identifierSchema,
    revision: digestSchema,
    stoppedBy: personNameSchema,
    decided: z.int().min(0),
    newlyAllowed: z.int().min(0),
    newlyHeld: z.int().min(0),
    newlyDenied: z.int().min(0),
    /** Calls that it was not asked about, for want of time. */
    dropped: z.int().min(0),
  }),
);
export type ShadowStopped = LeafOf<typeof shadowStopped>;
