import { z } from 'zod';
import { grantSchema } from '../decisions/grant.js';
import { signatureSchema } from '../decisions/signed.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Enough distinct people approved: the signed grant. */
export const approvalGranted = defineEvent(
  'approvals',
  'ApprovalGranted',
  z.strictObject({
    grant: grantSchema,
    signature: signatureSchema,
  }),
);
export type ApprovalGranted = LeafOf<typeof approvalGranted>;
