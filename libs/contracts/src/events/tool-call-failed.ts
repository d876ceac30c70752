import { z } from 'zod';
import { digestSchema, identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** The call ended without its effect being confirmed as done: refused, rejected, expired or answered with an error. */
export const toolCallFailed = defineEvent(
  'gateway',
  'ToolCallFailed',
  z.strictObject({
    callId: identifierSchema,
    reasonCode: reasonCodeSchema,
    message: z.string().max(500),
    /** False when it failed before anything was sent to the target. */
    started: z.boolean(),
    status: z.int().optional(),
    resultDigest: digestSchema.optional(),
    durationMs: z.int().min(0).optional(),
  }),
);
export type ToolCallFailed = LeafOf<typeof toolCallFailed>;
