import { z } from 'zod';
import { personNameSchema } from '../names/names.js';
import { governanceNameSchema } from './names.js';

/** People who may approve together, such as an on-call team. */
export const groupDocumentSchema = z.strictObject({
  kind: z.literal('Group'),
  name: governanceNameSchema,
  description: z.string().max(1000).optional(),
  members: z.array(personNameSchema).min(1).max(256),
});
export type GroupDocument = z.infer<typeof groupDocumentSchema>;
