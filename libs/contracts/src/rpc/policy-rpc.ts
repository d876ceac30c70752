import { z } from 'zod';
import {
  approverRequirementSchema,
  decisionSchema,
  obligationsSchema,
  ruleReferenceSchema,
  verdictSchema,
} from '../decisions/decision.js';
import { signatureSchema } from '../decisions/signed.js';
import { effectSchema } from '../effects/effect.js';
import { governanceNameSchema, modelNameSchema, runLabelSchema } from '../governance/names.js';
import {
  agentNameSchema,
  digestSchema,
  identifierSchema,
  instantSchema,
  personNameSchema,
  reasonCodeSchema,
  tenantNameSchema,
  toolNameSchema,
  traceparentSchema,
} from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';
import { toolChangeSchema } from './tools-rpc.js';

/** What the gateway needs of a tenant's registry: tools with connectors, agents, providers. Documents are those of `governance/`. */
export const getRegistry = defineRpc({
  service: 'policy',
  method: 'getRegistry',
  callers: ['gateway', 'credentials'],
  request: z.strictObject({
    tenant: tenantNameSchema,
    knownRevision: digestSchema.optional(),
    /** The `toolChanges` that the caller knows; absent: it does not ask about them. */
    knownToolChanges: z.string().max(128).optional(),
  }),
  response: z.discriminatedUnion('changed', [
    z.strictObject({ changed: z.literal(false) }),
    z.strictObject({
      changed: z.literal(true),
      revision: digestSchema,
      /** Validated again by the reader with the governance schemas. */
      tools: z
        .array(
          z.strictObject({
            definitionDigest: digestSchema,
            document: z.unknown(),
            /** Its MCP server says something else of it than was approved; the document says `proposed` then. */
            change: toolChangeSchema.optional(),
          }),
        )
        .max(10_000),
      /** Which of the tools were found changed, in one word to compare. */
      toolChanges: z.string().max(128).optional(),
      agents: z.array(z.unknown()).max(10_000),
      providers: z.array(z.unknown()).max(1000),
      budgets: z.array(z.unknown()).max(1000).optional(),
      /** The tenant's Settings; absent: it has none. */
      settings: z.unknown().optional(),
    }),
  ]),
});

/** The models that some rule could let an agent call, and where. What a single call may do is decided when it is made. */
export const listAllowedModels = defineRpc({
  service: 'policy',
  method: 'listAllowedModels',
  callers: ['gateway'],
  request: z.strictObject({ tenant: tenantNameSchema, agent: agentNameSchema }),
  response: z.strictObject({
    revision: digestSchema,
    models: z
      .array(z.strictObject({ name: z.string().max(256), providers: z.array(z.string().max(128)).min(1).max(1000) }))
      .max(10_000),
  }),
});

/** The tools that some rule may let an agent use; for listings. Each call is decided by itself all the same. */
export const getToolsInReach = defineRpc({
  service: 'policy',
  method: 'getToolsInReach',
  callers: ['gateway'],
  request: z.strictObject({ tenant: tenantNameSchema, agent: agentNameSchema }),
  response: z.strictObject({ revision: digestSchema, tools: z.array(toolNameSchema).max(10_000) }),
});

const governanceFiles = z
  .array(z.strictObject({ path: z.string().max(512), text: z.string().max(8_000_000) }))
  .max(10_000);
const governanceVariables = z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().max(2048));

export const governanceProblemSchema = z.strictObject({
  path: z.string().max(512),
  line: z.int().min(1).nullable(),
  column: z.int().min(1).nullable(),
  message: z.string().max(1000),
  suggestion: z.string().max(300).optional(),
});

export const validateGovernance = defineRpc({
  service: 'policy',
  method: 'validateGovernance',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, files: governanceFiles, variables: governanceVariables }),
  response: z.strictObject({
    valid: z.boolean(),
    revision: digestSchema.nullable(),
    problems: z.array(governanceProblemSchema).max(200),
  }),
});

/** Refused as `governance_invalid` with the problems in the message when anything is wrong; the last good revision stays. */
export const publishGovernance = defineRpc({
  service: 'policy',
  method: 'publishGovernance',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, files: governanceFiles, variables: governanceVariables }),
  response: z.strictObject({
    published: z.boolean(),
    revision: digestSchema.nullable(),
    previousRevision: digestSchema.nullable(),
    /** Set when a second person must confirm before the revision is in force. */
    proposalId: identifierSchema.optional(),
    changed: z.array(z.string().max(256)).max(500),
    removed: z.array(z.string().max(256)).max(500),
    problems: z.array(governanceProblemSchema).max(200),
  }),
});

export const getGovernance = defineRpc({
  service: 'policy',
  method: 'getGovernance',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({
    revision: digestSchema,
    publishedAt: instantSchema,
    publishedBy: personNameSchema,
    documents: z.array(z.unknown()).max(100_000),
  }),
});

/** The playground: decides like the pipeline does, with no side effect and no event. */
export const evaluatePolicy = defineRpc({
  service: 'policy',
  method: 'evaluatePolicy',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    agent: agentNameSchema,
    /** Exactly one of the two: a tool with its arguments, or a model with its parameters. */
    tool: toolNameSchema.optional(),
    model: modelNameSchema.optional(),
    arguments: z.unknown(),
    context: z.record(z.string().max(64), z.unknown()).optional(),
  }),
  response: z.strictObject({
    verdict: verdictSchema,
    reasonCode: reasonCodeSchema,
    rule: ruleReferenceSchema.nullable(),
    reasons: z.array(z.string().max(500)).max(16),
    remedy: z.string().max(1000).optional(),
    policyRevision: digestSchema,
    effects: z.array(effectSchema).max(64),
    proven: z.boolean(),
    obligations: obligationsSchema,
    /** What the call would put on its run. */
    labels: z.array(runLabelSchema).max(64),
    approvers: approverRequirementSchema.nullable(),
    /** Where a model call may go. */
    provider: governanceNameSchema.nullable().optional(),
    trace: z
      .array(z.strictObject({ rule: ruleReferenceSchema, matched: z.boolean(), why: z.string().max(500) }))
      .max(200),
  }),
});

/** Decide again right before a granted call runs (promise 4); also published as `ToolCallDecided` with phase `recheck`. */
export const recheckToolCall = defineRpc({
  service: 'policy',
  method: 'recheckToolCall',
  callers: ['gateway'],
  request: z.strictObject({
    tenant: tenantNameSchema,
    callId: identifierSchema,
    agent: agentNameSchema,
    run: identifierSchema,
    tool: toolNameSchema,
    argumentsText: z.string(),
    principal: personNameSchema.nullable(),
    traceparent: traceparentSchema.optional(),
  }),
  response: z.strictObject({ decision: decisionSchema, signature: signatureSchema }),
});
