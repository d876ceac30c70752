import { z } from 'zod';
import { digestSchema, identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Nobody decided in time. */
export const approvalExpired = defineEvent(
  'approvals',
  'ApprovalExpired',
  z.strictObject({
    approvalId: identifierSchema,
    callId: identifierSchema,
    actionDigest: digestSchema,
  }),
);
export type ApprovalExpired = LeafOf<typeof approvalExpired>;
