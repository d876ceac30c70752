import { z } from 'zod';
import { identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A lease was ended before its time. */
export const leaseRevoked = defineEvent(
  'credentials',
  'LeaseRevoked',
  z.strictObject({
    leaseId: identifierSchema,
    reasonCode: reasonCodeSchema,
  }),
);
export type LeaseRevoked = LeafOf<typeof leaseRevoked>;
