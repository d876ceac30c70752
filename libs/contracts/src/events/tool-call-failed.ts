import { z } from 'zod';
import { dataCountsSchema, redactedCategoriesSchema } from '../names/data-category.js';
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
    /** Data found in what the target answered, that which was replaced included. Absent: nothing was looked through. */
    dataCategories: dataCountsSchema.optional(),
    /** Categories whose finds were replaced by placeholders in it. */
    redactedCategories: redactedCategoriesSchema.optional(),
  }),
);
export type ToolCallFailed = LeafOf<typeof toolCallFailed>;
