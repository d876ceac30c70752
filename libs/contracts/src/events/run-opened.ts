import { z } from 'zod';
import { agentNameSchema, identifierSchema, instantSchema, personNameSchema, toolNameSchema } from '../names/names.js';
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
    scope: z.array(toolNameSchema).max(256).nullable(),
    expiresAt: instantSchema,
  }),
);
export type RunOpened = LeafOf<typeof runOpened>;
