import { z } from 'zod';
import { agentNameSchema, personNameSchema } from '../names/names.js';

export const agentStatusSchema = z.enum(['active', 'suspended', 'retired']);

/** A registered AI process. Its owner answers for it and may never approve its calls. */
export const agentDocumentSchema = z.strictObject({
  kind: z.literal('Agent'),
  name: agentNameSchema,
  owner: personNameSchema,
  status: agentStatusSchema.default('active'),
  description: z.string().max(1000).optional(),
  /** The person the agent acts for when a run names nobody else. */
  principal: personNameSchema.optional(),
});
export type AgentDocument = z.infer<typeof agentDocumentSchema>;
