import { z } from 'zod';
import { identifierSchema, instantSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A lease reached its end. */
export const leaseExpired = defineEvent(
  'credentials',
  'LeaseExpired',
  z.strictObject({
    leaseId: identifierSchema,
    expiredAt: instantSchema,
  }),
);
export type LeaseExpired = LeafOf<typeof leaseExpired>;
