import { z } from 'zod';
import { digestSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A message that is no valid event: its digest is kept, and it stops nobody. */
export const eventRejected = defineEvent(
  'audit',
  'EventRejected',
  z.strictObject({
    claimedSubject: z.string().max(512),
    messageDigest: digestSchema,
    messageBytes: z.int().min(0),
    reasonCode: reasonCodeSchema,
  }),
);
export type EventRejected = LeafOf<typeof eventRejected>;
