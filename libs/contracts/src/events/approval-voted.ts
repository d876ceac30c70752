import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** One person voted on one exact action. Payload `reason`: what the person wrote. */
export const approvalVoted = defineEvent(
  'approvals',
  'ApprovalVoted',
  z.strictObject({
    approvalId: identifierSchema,
    callId: identifierSchema,
    actionDigest: digestSchema,
    person: personNameSchema,
    vote: z.enum(['approve', 'reject']),
    /** Where the person decided. */
    channel: z.enum(['api', 'web', 'slack', 'teams']),
  }),
);
export type ApprovalVoted = LeafOf<typeof approvalVoted>;
