import { z } from 'zod';
import { personNameSchema } from '../names/names.js';
import { durationSchema } from './duration.js';
import { governanceNameSchema } from './names.js';

/** Who must say yes to a held call, how many of them, and until when. */
export const approverRuleSchema = z
  .strictObject({
    groups: z.array(governanceNameSchema).min(1).max(32).optional(),
    people: z.array(personNameSchema).min(1).max(64).optional(),
    quorum: z.int().min(1).max(16).default(1),
    expires: durationSchema.default('24h'),
    escalate: z
      .strictObject({
        after: durationSchema,
        /** Groups that are asked as well from then on. */
        to: z.array(governanceNameSchema).min(1).max(32),
      })
      .optional(),
  })
  .refine((approvers) => approvers.groups ?? approvers.people, { message: 'name at least one group or person' });
export type ApproverRule = z.infer<typeof approverRuleSchema>;
