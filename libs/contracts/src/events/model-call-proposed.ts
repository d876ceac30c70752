import { z } from 'zod';
import { dataCountsSchema } from '../names/data-category.js';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { governanceNameSchema } from '../governance/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/**
 * An agent asked for one model call. The prompt itself never enters the record, only its digest. Payload `findings`,
 * when the detectors found something: where, never what.
 */
export const modelCallProposed = defineEvent(
  'gateway',
  'ModelCallProposed',
  z.strictObject({
    modelCallId: identifierSchema,
    route: z.string().max(64),
    model: z.string().max(256),
    /** Where the call has to go, if it is not free to choose. */
    provider: z.string().max(128).optional(),
    /** The model that the agent named, where a spent budget put another in its place. */
    instead: z.strictObject({ of: z.string().max(256), budget: governanceNameSchema }).optional(),
    /** The most that the call can cost, held of every budget that covers it. */
    reserved: z
      .array(
        z.strictObject({
          budget: governanceNameSchema,
          scope: z.string().max(200),
          period: z.string().max(10),
          currency: z.string().length(3),
          amount: z.string().regex(/^\d+(\.\d{1,9})?$/),
        }),
      )
      .min(1)
      .max(32)
      .optional(),
    stream: z.boolean(),
    requestDigest: digestSchema,
    requestBytes: z.int().min(0),
    /** Names of the tools offered to the model. */
    offeredTools: z.array(z.string().max(128)).max(256),
    /** Data categories found in the request, with counts, never values. */
    dataCategories: z.record(z.string().max(64), z.int().min(0)),
    /** The part of `dataCategories` that was found in results of tools on their way to the model. */
    toolResultCategories: dataCountsSchema.optional(),
    principal: personNameSchema.nullable(),
  }),
);
export type ModelCallProposed = LeafOf<typeof modelCallProposed>;
