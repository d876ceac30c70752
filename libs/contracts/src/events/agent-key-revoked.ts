import { z } from 'zod';
import { agentNameSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** An agent key stopped working. */
export const agentKeyRevoked = defineEvent(
  'credentials',
  'AgentKeyRevoked',
  z.strictObject({
    keyId: identifierSchema,
    agentName: agentNameSchema,
    by: personNameSchema,
  }),
);
export type AgentKeyRevoked = LeafOf<typeof agentKeyRevoked>;
