import { z } from 'zod';
import {
  agentNameSchema,
  digestSchema,
  identifierSchema,
  instantSchema,
  reasonCodeSchema,
  tenantNameSchema,
} from '../names/names.js';
import { decidedLabelsSchema, obligationsSchema, ruleReferenceSchema, verdictSchema } from './decision.js';

/** What policy said about one model call. `provider` and `model` are what the gateway may dispatch to. */
export const modelDecisionSchema = z.strictObject({
  kind: z.literal('model_call'),
  decisionId: identifierSchema,
  tenant: tenantNameSchema,
  modelCallId: identifierSchema,
  agent: agentNameSchema,
  run: identifierSchema,
  verdict: verdictSchema,
  reasonCode: reasonCodeSchema,
  reasons: z.array(z.string().max(500)).max(16),
  remedy: z.string().max(1000).optional(),
  rule: ruleReferenceSchema.nullable(),
  model: z.string().max(256),
  provider: z.string().max(128).nullable(),
  /** Every provider that the call may go to, in the order in which to try them; absent when `provider` is the only one. */
  providers: z.array(z.string().max(128)).min(2).max(8).optional(),
  policyRevision: digestSchema,
  /** Digests of the programs that decided: the base policy, then the tenant's own Rego. */
  bundles: z.array(digestSchema).max(17).optional(),
  inputDigest: digestSchema,
  obligations: obligationsSchema,
  labels: decidedLabelsSchema.optional(),
  decidedAt: instantSchema,
});
export type ModelDecision = z.infer<typeof modelDecisionSchema>;

export const modelDecisionPayloadType = 'application/vnd.countersign.model-decision.v1+json';
