import { z } from 'zod';
import { digestSchema, identifierSchema, instantSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** The gateway keeps a call until people have decided. Sealed before the agent is told that it has to wait. */
export const toolCallHeld = defineEvent(
  'gateway',
  'ToolCallHeld',
  z.strictObject({
    callId: identifierSchema,
    decisionId: identifierSchema,
    approvalId: identifierSchema,
    mode: z.enum(['intercepted', 'executed']),
    actionDigest: digestSchema,
    expiresAt: instantSchema,
  }),
);
export type ToolCallHeld = LeafOf<typeof toolCallHeld>;
