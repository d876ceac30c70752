import { z } from 'zod';
import { digestSchema, identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** An intercepted call was passed on to the agent, which runs it itself; under a grant, this uses the grant up. */
export const toolCallReleased = defineEvent(
  'gateway',
  'ToolCallReleased',
  z.strictObject({
    callId: identifierSchema,
    decisionId: identifierSchema,
    grantId: identifierSchema.optional(),
    actionDigest: digestSchema,
  }),
);
export type ToolCallReleased = LeafOf<typeof toolCallReleased>;
