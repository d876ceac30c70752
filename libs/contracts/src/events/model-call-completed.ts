import { z } from 'zod';
import { redactedCategoriesSchema } from '../names/data-category.js';
import { digestSchema, identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';
import { modelCallAttemptsSchema } from './model-call-attempt.js';
import { modelCallCostSchema } from './model-call-cost.js';

/** The provider answered; usage as the provider counted it. */
export const modelCallCompleted = defineEvent(
  'gateway',
  'ModelCallCompleted',
  z.strictObject({
    modelCallId: identifierSchema,
    decisionId: identifierSchema,
    provider: z.string().max(128),
    model: z.string().max(256),
    providerRequestId: z.string().max(256).optional(),
    usage: z
      .strictObject({
        inputTokens: z.int().min(0),
        outputTokens: z.int().min(0),
        cachedTokens: z.int().min(0).optional(),
      })
      .optional(),
    cost: modelCallCostSchema.optional(),
    attempts: modelCallAttemptsSchema.optional(),
    status: z.int(),
    durationMs: z.int().min(0),
    /** Digest of the bytes that the agent got. */
    responseDigest: digestSchema,
    callIds: z.array(identifierSchema).max(128),
    /** Categories whose finds were replaced by placeholders in what the provider got. */
    redactedCategories: redactedCategoriesSchema.optional(),
  }),
);
export type ModelCallCompleted = LeafOf<typeof modelCallCompleted>;
