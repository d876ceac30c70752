import { z } from 'zod';
import { globSchema } from '../governance/names.js';
import { agentNameSchema, identifierSchema, instantSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A time-boxed run began, explicitly or with the first call of a session. */
export const runOpened = defineEvent(
  'credentials',
  'RunOpened',
  z.strictObject({
    runId: identifierSchema,
    agentName: agentNameSchema,
    keyId: identifierSchema,
    implicit: z.boolean(),
    principal: personNameSchema.nullable(),
    /** Tools, as names or globs, that the run is limited to; null: those that policy allows. */
    scope: z.array(globSchema).max(256).nullable(),
    /** The same for models. */
    models: z.array(globSchema).max(256).nullable().optional(),
    expiresAt: instantSchema,
  }),
);
export type RunOpened = LeafOf<typeof runOpened>;
