import { z } from 'zod';
import { redactedCategoriesSchema } from '../names/data-category.js';
import { identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A streamed model call is sent to its provider. Sealed before the first byte of the answer is passed on. */
export const modelCallStarted = defineEvent(
  'gateway',
  'ModelCallStarted',
  z.strictObject({
    modelCallId: identifierSchema,
    decisionId: identifierSchema,
    /** Where it goes first. */
    provider: z.string().max(128),
    /** Where it goes in turn if it fails there before an answer begins. */
    otherwise: z.array(z.string().max(128)).min(1).max(8).optional(),
    model: z.string().max(256),
    /** Categories whose finds were replaced by placeholders in what the provider got. */
    redactedCategories: redactedCategoriesSchema.optional(),
  }),
);
export type ModelCallStarted = LeafOf<typeof modelCallStarted>;
