import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Somebody rejected the call. */
export const approvalRejected = defineEvent(
  'approvals',
  'ApprovalRejected',
  z.strictObject({
    approvalId: identifierSchema,
    callId: identifierSchema,
    actionDigest: digestSchema,
    rejectedBy: personNameSchema,
  }),
);
export type ApprovalRejected = LeafOf<typeof approvalRejected>;
