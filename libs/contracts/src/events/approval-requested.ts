import { z } from 'zod';
import { digestSchema, identifierSchema, instantSchema, personNameSchema, toolNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A held call waits for people. */
export const approvalRequested = defineEvent(
  'approvals',
  'ApprovalRequested',
  z.strictObject({
    approvalId: identifierSchema,
    callId: identifierSchema,
    decisionId: identifierSchema,
    actionDigest: digestSchema,
    tool: toolNameSchema,
    groups: z.array(z.string().max(64)).max(32),
    people: z.array(personNameSchema).max(256),
    quorum: z.int().min(1),
    expiresAt: instantSchema,
  }),
);
export type ApprovalRequested = LeafOf<typeof approvalRequested>;
