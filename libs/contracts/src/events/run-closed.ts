import { z } from 'zod';
import { identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A run was ended before its time. */
export const runClosed = defineEvent(
  'credentials',
  'RunClosed',
  z.strictObject({
    runId: identifierSchema,
    reasonCode: reasonCodeSchema,
  }),
);
export type RunClosed = LeafOf<typeof runClosed>;
