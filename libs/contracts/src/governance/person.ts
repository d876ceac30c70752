import { z } from 'zod';
import { personNameSchema } from '../names/names.js';
import { personRoleSchema } from '../rpc/person-actor.js';

/** A human who can own agents and approve calls, and where approvals reach this person. */
export const personDocumentSchema = z.strictObject({
  kind: z.literal('Person'),
  name: personNameSchema,
  displayName: z.string().min(1).max(120),
  /** What this person may do on the human plane. */
  roles: z.array(personRoleSchema).max(4).default(['approver']),
  contacts: z
    .strictObject({
      email: z.email().max(254).optional(),
      /** Slack member id. */
      slack: z
        .string()
        .regex(/^[A-Z0-9]{2,32}$/)
        .optional(),
      /** Microsoft Entra object id or Teams user id. */
      teams: z.string().min(1).max(256).optional(),
    })
    .default({}),
});
export type PersonDocument = z.infer<typeof personDocumentSchema>;
