import { z } from 'zod';
import { identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Intent was sealed but nobody knows whether the effect happened: for a person, never retried. */
export const toolCallOutcomeUnknown = defineEvent(
  'gateway',
  'ToolCallOutcomeUnknown',
  z.strictObject({
    callId: identifierSchema,
    reasonCode: reasonCodeSchema,
    message: z.string().max(500),
  }),
);
export type ToolCallOutcomeUnknown = LeafOf<typeof toolCallOutcomeUnknown>;
