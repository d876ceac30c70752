import { z } from 'zod';
import { dataCountsSchema, redactedCategoriesSchema } from '../names/data-category.js';
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
    /** Data found in what the target answered, that which was replaced included. Absent: nothing was looked through. */
    dataCategories: dataCountsSchema.optional(),
    /** Categories whose finds were replaced by placeholders in the result. */
    redactedCategories: redactedCategoriesSchema.optional(),
  }),
);
export type ToolCallSucceeded = LeafOf<typeof toolCallSucceeded>;
