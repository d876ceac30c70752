import { z } from 'zod';
import { digestSchema, identifierSchema, instantSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A short-lived credential was minted after the decision and, where held, the grant were verified. Never its value. */
export const leaseIssued = defineEvent(
  'credentials',
  'LeaseIssued',
  z.strictObject({
    leaseId: identifierSchema,
    /** Tool call, or null for a provider lease of a gateway replica. */
    callId: identifierSchema.nullable(),
    decisionId: identifierSchema.nullable(),
    grantId: identifierSchema.optional(),
    actionDigest: digestSchema.nullable(),
    issuer: z.string().max(64),
    audience: z.string().max(512),
    scope: z.array(z.string().max(256)).max(32),
    expiresAt: instantSchema,
  }),
);
export type LeaseIssued = LeafOf<typeof leaseIssued>;
