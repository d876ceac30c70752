import { z } from 'zod';
import { modelDecisionSchema } from '../decisions/model-decision.js';
import { signatureSchema } from '../decisions/signed.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** The signed outcome of policy for one model call. Payload `input`: the policy input. */
export const modelCallDecided = defineEvent(
  'policy',
  'ModelCallDecided',
  z.strictObject({
    decision: modelDecisionSchema,
    signature: signatureSchema,
  }),
);
export type ModelCallDecided = LeafOf<typeof modelCallDecided>;
