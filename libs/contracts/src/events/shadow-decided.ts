import { z } from 'zod';
import { ruleReferenceSchema, verdictSchema } from '../decisions/decision.js';
import { agentNameSchema, digestSchema, identifierSchema, reasonCodeSchema, toolNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A candidate would have decided a call otherwise than policy did; told only then. Payload `input`: the candidate's policy input. */
export const shadowDecided = defineEvent(
  'policy',
  'ShadowDecided',
  z.strictObject({
    shadowId: identifierSchema,
    callId: identifierSchema,
    agent: agentNameSchema,
    tool: toolNameSchema,
    /** What policy said. */
    decisionId: identifierSchema,
    liveVerdict: verdictSchema,
    /** What the candidate would have said. */
    revision: digestSchema,
    verdict: verdictSchema,
    reasonCode: reasonCodeSchema,
    rule: ruleReferenceSchema.nullable(),
    inputDigest: digestSchema,
    /** The call does more than read, or that could not be proven. */
    changesState: z.boolean(),
  }),
);
export type ShadowDecided = LeafOf<typeof shadowDecided>;
