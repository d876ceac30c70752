import { z } from 'zod';
import { digestSchema, identifierSchema, reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** The request was withdrawn before it was decided. */
export const approvalCancelled = defineEvent(
  'approvals',
  'ApprovalCancelled',
  z.strictObject({
    approvalId: identifierSchema,
    callId: identifierSchema,
    actionDigest: digestSchema,
    cancelledBy: z.string().max(128),
    reasonCode: reasonCodeSchema,
  }),
);
export type ApprovalCancelled = LeafOf<typeof approvalCancelled>;
