import { z } from 'zod';
import { digestSchema, identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** The target answered with success. Payload `result`: the redacted result. */
export const toolCallSucceeded = defineEvent(
  'gateway',
  'ToolCallSucceeded',
  z.strictObject({
    callId: identifierSchema,
    resultDigest: digestSchema,
    resultBytes: z.int().min(0),
    status: z.int().optional(),
    durationMs: z.int().min(0),
  }),
);
export type ToolCallSucceeded = LeafOf<typeof toolCallSucceeded>;
