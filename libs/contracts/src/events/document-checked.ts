import { z } from 'zod';
import { ruleReferenceSchema, verdictSchema } from '../decisions/decision.js';
import { agentNameSchema, digestSchema, identifierSchema, reasonCodeSchema, toolNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A deployment's plan or manifests were decided before anybody applied them. Payload `input`: the policy input. The document itself stays out: plans hold secrets. */
export const documentChecked = defineEvent(
  'policy',
  'DocumentChecked',
  z.strictObject({
    checkId: identifierSchema,
    kind: z.enum(['terraform-plan', 'kubernetes', 'json']),
    agent: agentNameSchema,
    tool: toolNameSchema,
    argumentsDigest: digestSchema,
    verdict: verdictSchema,
    reasonCode: reasonCodeSchema,
    rule: ruleReferenceSchema.nullable(),
    policyRevision: digestSchema,
    inputDigest: digestSchema,
  }),
);
export type DocumentChecked = LeafOf<typeof documentChecked>;
