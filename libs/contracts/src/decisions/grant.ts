import { z } from 'zod';
import { digestSchema, identifierSchema, instantSchema, personNameSchema, tenantNameSchema } from '../names/names.js';

/** The signed result of a granted approval: bound to one action digest, usable once. */
export const grantSchema = z.strictObject({
  grantId: identifierSchema,
  tenant: tenantNameSchema,
  approvalId: identifierSchema,
  callId: identifierSchema,
  decisionId: identifierSchema,
  actionDigest: digestSchema,
  approvedBy: z.array(personNameSchema).min(1).max(16),
  quorum: z.int().min(1),
  grantedAt: instantSchema,
  /** After this the grant can no longer start anything. */
  expiresAt: instantSchema,
});
export type Grant = z.infer<typeof grantSchema>;

export const grantPayloadType = 'application/vnd.countersign.grant.v1+json';
