import { z } from 'zod';
import { decisionSchema } from '../decisions/decision.js';
import { signatureSchema } from '../decisions/signed.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** The signed outcome of policy for one tool call. Payload `input`: the policy input, so that the verdict can be re-executed. */
export const toolCallDecided = defineEvent(
  'policy',
  'ToolCallDecided',
  z.strictObject({
    decision: decisionSchema,
    signature: signatureSchema,
  }),
);
export type ToolCallDecided = LeafOf<typeof toolCallDecided>;
