import { z } from 'zod';
import { agentNameSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** An agent got a key; the record holds its id, never its value. */
export const agentKeyIssued = defineEvent(
  'credentials',
  'AgentKeyIssued',
  z.strictObject({
    keyId: identifierSchema,
    agentName: agentNameSchema,
    by: personNameSchema,
  }),
);
export type AgentKeyIssued = LeafOf<typeof agentKeyIssued>;
