import { z } from 'zod';
import { defineEvent, type LeafOf } from './define-event.js';

/** A sealer took over this log with a new epoch. */
export const sealerStarted = defineEvent(
  'audit',
  'SealerStarted',
  z.strictObject({
    epoch: z.int().min(1),
    size: z.int().min(0),
  }),
);
export type SealerStarted = LeafOf<typeof sealerStarted>;
