import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema, toolNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** An agent asked for one action. Payload `arguments`: the canonical arguments. */
export const toolCallProposed = defineEvent(
  'gateway',
  'ToolCallProposed',
  z.strictObject({
    callId: identifierSchema,
    /** `intercepted`: found in a model response, the agent would run it; `executed`: the gateway runs it. */
    mode: z.enum(['intercepted', 'executed']),
    tool: toolNameSchema,
    argumentsDigest: digestSchema,
    modelCallId: identifierSchema.optional(),
    /** The human on whose behalf the run acts. */
    principal: personNameSchema.nullable(),
  }),
);
export type ToolCallProposed = LeafOf<typeof toolCallProposed>;
