import { z } from 'zod';
import { redactedCategoriesSchema } from '../names/data-category.js';
import { identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';
import { modelCallAttemptsSchema } from './model-call-attempt.js';
import { modelCallCostSchema } from './model-call-cost.js';

/** A model call ended without an answer that could be released. */
export const modelCallFailed = defineEvent(
  'gateway',
  'ModelCallFailed',
  z.strictObject({
    modelCallId: identifierSchema,
    reasonCode: reasonCodeSchema,
    message: z.string().max(500),
    /** False when nothing was sent to a provider. */
    dispatched: z.boolean(),
    status: z.int().optional(),
    durationMs: z.int().min(0).optional(),
    cost: modelCallCostSchema.optional(),
    attempts: modelCallAttemptsSchema.optional(),
    /** Categories whose finds were replaced by placeholders in what the provider got, if anything. */
    redactedCategories: redactedCategoriesSchema.optional(),
  }),
);
export type ModelCallFailed = LeafOf<typeof modelCallFailed>;
