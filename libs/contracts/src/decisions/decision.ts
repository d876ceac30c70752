import { z } from 'zod';
import { effectSchema } from '../effects/effect.js';
import { runLabelSchema } from '../governance/names.js';
import {
  agentNameSchema,
  digestSchema,
  identifierSchema,
  instantSchema,
  personNameSchema,
  reasonCodeSchema,
  tenantNameSchema,
  toolNameSchema,
} from '../names/names.js';

export const verdictSchema = z.enum(['allow', 'hold', 'deny']);
export type Verdict = z.infer<typeof verdictSchema>;

export const ruleReferenceSchema = z.strictObject({ policy: z.string().max(128), name: z.string().max(200) });

/** Who may grant a held call. `people` is already expanded from groups, without requester, principal and owner. */
export const approverRequirementSchema = z.strictObject({
  groups: z.array(z.string().max(64)).max(32),
  people: z.array(personNameSchema).max(256),
  quorum: z.int().min(1).max(16),
  expiresInSeconds: z
    .int()
    .min(1)
    .max(31 * 86_400),
  escalate: z
    .strictObject({
      afterSeconds: z.int().min(1),
      groups: z.array(z.string().max(64)).max(32),
      people: z.array(personNameSchema).max(256),
    })
    .optional(),
});
export type ApproverRequirement = z.infer<typeof approverRequirementSchema>;

/** Labels that the run carries from here on, if this call is let through; the run's state follows from these alone. */
export const decidedLabelsSchema = z.array(runLabelSchema).min(1).max(64);

export const obligationsSchema = z.strictObject({
  /**
   * What to hide: a JSON pointer into a tool's result, or a category of data (no slash in front) in a tool's result or
   * in what a model provider gets.
   */
  redact: z.array(z.string().max(256)).max(64).optional(),
  maxRows: z.int().min(1).optional(),
  maxBytes: z.int().min(1).optional(),
  timeoutMs: z.int().min(1).optional(),
  dryRunFirst: z.boolean().optional(),
});

/** What policy said about one tool call; policy signs exactly these bytes (RFC 8785) as DSSE payload. */
export const decisionSchema = z.strictObject({
  kind: z.literal('tool_call'),
  decisionId: identifierSchema,
  tenant: tenantNameSchema,
  callId: identifierSchema,
  /** `initial` when the call was proposed, `recheck` right before a granted call runs. */
  phase: z.enum(['initial', 'recheck']),
  /** How the call was proposed, as its event says: who would run it. Absent on a recheck. */
  mode: z.enum(['intercepted', 'executed']).optional(),
  agent: agentNameSchema,
  run: identifierSchema,
  tool: toolNameSchema,
  verdict: verdictSchema,
  reasonCode: reasonCodeSchema,
  reasons: z.array(z.string().max(500)).max(16),
  remedy: z.string().max(1000).optional(),
  rule: ruleReferenceSchema.nullable(),
  policyRevision: digestSchema,
  /** Digests of the programs that decided: the base policy, then the tenant's own Rego. */
  bundles: z.array(digestSchema).max(17).optional(),
  /** Digest of the policy input that was evaluated. */
  inputDigest: digestSchema,
  argumentsDigest: digestSchema,
  toolDefinitionDigest: digestSchema.nullable(),
  /** Binds tenant, agent, tool, definition, arguments, target, scope and revision: see `actionDigestInput`. */
  actionDigest: digestSchema,
  target: z.string().max(2048),
  credentialScope: z.array(z.string().max(256)).max(32),
  effects: z.array(effectSchema).max(64),
  /** True only when the analysis proved every effect. */
  proven: z.boolean(),
  obligations: obligationsSchema,
  labels: decidedLabelsSchema.optional(),
  approvers: approverRequirementSchema.optional(),
  /** The run's principal and the agent's owner: may never approve. */
  principal: personNameSchema.nullable(),
  owner: personNameSchema.nullable(),
  decidedAt: instantSchema,
});
export type Decision = z.infer<typeof decisionSchema>;

export const decisionPayloadType = 'application/vnd.countersign.decision.v1+json';
