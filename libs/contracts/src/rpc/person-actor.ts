import { z } from 'zod';
import { personNameSchema, tenantNameSchema } from '../names/names.js';

export const personRoleSchema = z.enum(['admin', 'approver', 'auditor', 'viewer']);

/** The signed-in person behind a human-plane request. The tenant comes from the person's credential. */
export const personActorSchema = z.strictObject({
  tenant: tenantNameSchema,
  person: personNameSchema,
  roles: z.array(personRoleSchema).max(4),
});
export type PersonActor = z.infer<typeof personActorSchema>;
