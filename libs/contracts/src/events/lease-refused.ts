import { z } from 'zod';
import { identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Credentials would not mint: what was wrong with the decision or grant. */
export const leaseRefused = defineEvent(
  'credentials',
  'LeaseRefused',
  z.strictObject({
    callId: identifierSchema.nullable(),
    decisionId: identifierSchema.nullable(),
    reasonCode: reasonCodeSchema,
  }),
);
export type LeaseRefused = LeafOf<typeof leaseRefused>;
