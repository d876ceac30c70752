import { z } from 'zod';
import { digestSchema, identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Intent: sealed before the effect. At most one per call. */
export const toolCallStarted = defineEvent(
  'gateway',
  'ToolCallStarted',
  z.strictObject({
    callId: identifierSchema,
    decisionId: identifierSchema,
    /** The decision made again right before a granted call runs. */
    recheckDecisionId: identifierSchema.optional(),
    grantId: identifierSchema.optional(),
    leaseId: identifierSchema.optional(),
    actionDigest: digestSchema,
    argumentsDigest: digestSchema,
    target: z.string().max(2048),
  }),
);
export type ToolCallStarted = LeafOf<typeof toolCallStarted>;
