import { z } from 'zod';
import {
  approverRequirementSchema,
  obligationsSchema,
  ruleReferenceSchema,
  verdictSchema,
} from '../decisions/decision.js';
import { effectSchema } from '../effects/effect.js';
import {
  agentNameSchema,
  digestSchema,
  identifierSchema,
  instantSchema,
  reasonCodeSchema,
  toolNameSchema,
} from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';
import { governanceProblemSchema, validateGovernance } from './policy-rpc.js';

const problems = z.array(governanceProblemSchema).max(200);

/** Decides the cases in a set of files under the governance in the same files; files with cases only are decided under what is in force. */
export const testGovernance = defineRpc({
  service: 'policy',
  method: 'testGovernance',
  callers: ['console'],
  request: validateGovernance.request,
  response: z.strictObject({
    valid: z.boolean(),
    problems,
    revision: digestSchema.nullable(),
    passed: z.int().min(0),
    failed: z.int().min(0),
    /** What failed comes first; at most 2000 are told. */
    results: z
      .array(
        z.strictObject({
          cases: z.string().max(128),
          name: z.string().max(200),
          passed: z.boolean(),
          differences: z.array(z.string().max(1000)).max(16),
          trace: z.array(z.string().max(1100)).max(16),
        }),
      )
      .max(2000),
  }),
});

const preflightCheckSchema = z.strictObject({
  /** What was looked at: agent, owner, policies, tool, credential, approvers, budget, probe. */
  about: z.string().max(64),
  subject: z.string().max(256),
  result: z.enum(['pass', 'warn', 'fail']),
  message: z.string().max(2000),
  remedy: z.string().max(2000).optional(),
});

/** Would this agent work if it started now? */
export const preflightAgent = defineRpc({
  service: 'policy',
  method: 'preflightAgent',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, agent: agentNameSchema }),
  response: z.strictObject({
    agent: agentNameSchema,
    revision: digestSchema,
    result: z.enum(['pass', 'warn', 'fail']),
    checks: z.array(preflightCheckSchema).max(2000),
    /** More findings than an answer can hold were left out; what fails is never left out first. */
    truncated: z.boolean(),
  }),
});

export const documentKindSchema = z.enum(['terraform-plan', 'kubernetes', 'json']);

/** Decides a Terraform plan, Kubernetes manifests or any JSON object as if an agent asked for it with this tool. On the record as `DocumentChecked`. */
export const checkDocument = defineRpc({
  service: 'policy',
  method: 'checkDocument',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    kind: documentKindSchema,
    agent: agentNameSchema,
    /** Without it, `terraform.apply` or `kubectl.apply`; `json` has none by itself. */
    tool: toolNameSchema.optional(),
    /** The plan as `terraform show -json` prints it, a list of manifests, or the arguments themselves. */
    document: z.unknown(),
  }),
  response: z.strictObject({
    checkId: identifierSchema,
    tool: toolNameSchema,
    verdict: verdictSchema,
    reasonCode: reasonCodeSchema,
    rule: ruleReferenceSchema.nullable(),
    reasons: z.array(z.string().max(500)).max(16),
    remedy: z.string().max(1000).optional(),
    policyRevision: digestSchema,
    effects: z.array(effectSchema).max(64),
    obligations: obligationsSchema,
    approvers: approverRequirementSchema.nullable(),
  }),
});

const simulatedChange = z.strictObject({
  callId: identifierSchema,
  agent: agentNameSchema,
  tool: toolNameSchema,
  before: verdictSchema,
  after: verdictSchema,
  reasonCode: reasonCodeSchema,
  rule: ruleReferenceSchema.nullable(),
  changesState: z.boolean(),
});
const changes = z.array(simulatedChange).max(200);

/** Decides recorded calls again under candidate files. Needs the right to take evidence out, for it reads arguments. */
export const simulateGovernance = defineRpc({
  service: 'policy',
  method: 'simulateGovernance',
  callers: ['console'],
  request: z.strictObject({ ...validateGovernance.request.shape, since: instantSchema }),
  response: z.strictObject({
    valid: z.boolean(),
    problems,
    revision: digestSchema.nullable(),
    decided: z.int().min(0),
    unchanged: z.int().min(0),
    counts: z.strictObject({ allowed: z.int().min(0), held: z.int().min(0), denied: z.int().min(0) }),
    /** At most 200 of each. */
    newlyAllowed: changes,
    newlyHeld: changes,
    newlyDenied: changes,
    holdsPerDay: z.array(z.strictObject({ person: z.string().max(64), holds: z.number() })).max(256),
    /** A call that changes something would newly run by itself. */
    widens: z.boolean(),
    /** Recorded calls that could not be decided again, for want of their arguments. */
    skipped: z.int().min(0),
    /** There are more calls in that time than are decided at once: the newest ones were. */
    truncated: z.boolean(),
    /** Markdown, for a pull request. */
    report: z.string().max(200_000),
    suggestions: z
      .array(
        z.strictObject({
          policy: z.string().max(128),
          holdRule: z.string().max(200),
          /** The rule to add; the holding rule becomes `otherwise: true`. */
          allowRule: z.unknown(),
          granted: z.int().min(0),
          /** What the suggestion would have changed, in the same recorded calls. */
          replay: z.strictObject({
            newlyAllowed: z.int().min(0),
            newlyHeld: z.int().min(0),
            newlyDenied: z.int().min(0),
          }),
        }),
      )
      .max(20),
  }),
});
