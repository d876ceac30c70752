import { z } from 'zod';
import { effectSchema } from '../effects/effect.js';
import { ruleReferenceSchema } from '../decisions/decision.js';
import {
  agentNameSchema,
  digestSchema,
  identifierSchema,
  instantSchema,
  personNameSchema,
  tenantNameSchema,
  toolNameSchema,
} from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';

export const approvalStatusSchema = z.enum(['pending', 'granted', 'rejected', 'expired', 'cancelled']);
export const callStatusSchema = z.enum(['waiting', 'executing', 'executed', 'failed', 'unknown', 'released']);

export const approvalVoteSchema = z.strictObject({
  person: personNameSchema,
  vote: z.enum(['approve', 'reject']),
  channel: z.enum(['api', 'web', 'slack', 'teams']),
  at: instantSchema,
  reason: z.string().max(2000).nullable(),
});

/** What an approver sees: the exact action, decoded from the bytes that will run. */
export const approvalViewSchema = z.strictObject({
  approvalId: identifierSchema,
  callId: identifierSchema,
  decisionId: identifierSchema,
  status: approvalStatusSchema,
  /** What became of the call after the grant. */
  callStatus: callStatusSchema,
  agent: agentNameSchema,
  run: identifierSchema,
  tool: toolNameSchema,
  /** Canonical JSON of the arguments: exactly the bytes that the grant binds. */
  argumentsText: z.string(),
  argumentsDigest: digestSchema,
  actionDigest: digestSchema,
  target: z.string().max(2048),
  effects: z.array(effectSchema).max(64),
  proven: z.boolean(),
  rule: ruleReferenceSchema.nullable(),
  reasons: z.array(z.string().max(500)).max(16),
  groups: z.array(z.string().max(64)).max(32),
  people: z.array(personNameSchema).max(256),
  /** May never vote: the run's principal and the agent's owner. */
  excluded: z.array(personNameSchema).max(4),
  quorum: z.int().min(1),
  votes: z.array(approvalVoteSchema).max(64),
  requestedAt: instantSchema,
  expiresAt: instantSchema,
  decidedAt: instantSchema.nullable(),
  policyRevision: digestSchema,
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;

export const listApprovals = defineRpc({
  service: 'approvals',
  method: 'listApprovals',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    status: approvalStatusSchema.optional(),
    agent: agentNameSchema.optional(),
    /** Only what this person may decide now. */
    mine: z.boolean().optional(),
    limit: z.int().min(1).max(100),
    /** Opaque: `next` of the page before. */
    cursor: z.string().max(128).optional(),
  }),
  response: z.strictObject({ approvals: z.array(approvalViewSchema).max(100), next: z.string().max(128).nullable() }),
});

export const getApproval = defineRpc({
  service: 'approvals',
  method: 'getApproval',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, approvalId: identifierSchema }),
  response: approvalViewSchema,
});

export const voteApproval = defineRpc({
  service: 'approvals',
  method: 'voteApproval',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    approvalId: identifierSchema,
    /** What the person saw; a vote on anything else is refused as `action_changed`. */
    actionDigest: digestSchema,
    vote: z.enum(['approve', 'reject']),
    reason: z.string().max(2000).nullable(),
    channel: z.enum(['api', 'web']),
  }),
  response: approvalViewSchema,
});

export const cancelApproval = defineRpc({
  service: 'approvals',
  method: 'cancelApproval',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, approvalId: identifierSchema }),
  response: approvalViewSchema,
});

/** Which person a token belongs to. Only the SHA-256 of a token ever travels. */
export const authenticatePerson = defineRpc({
  service: 'approvals',
  method: 'authenticatePerson',
  callers: ['console'],
  request: z.strictObject({ tokenDigest: digestSchema }),
  response: z.strictObject({ actor: personActorSchema, tokenId: identifierSchema, displayName: z.string().max(200) }),
});

/** Which of these people could not sign in to decide on an approval. */
export const checkApprovers = defineRpc({
  service: 'approvals',
  method: 'checkApprovers',
  callers: ['policy'],
  request: z.strictObject({ tenant: tenantNameSchema, people: z.array(personNameSchema).max(500) }),
  response: z.strictObject({ withoutSignIn: z.array(personNameSchema).max(500) }),
});

export const issuePersonToken = defineRpc({
  service: 'approvals',
  method: 'issuePersonToken',
  callers: ['console'],
  /** The caller makes the token and shows it once; only its digest travels. */
  request: z.strictObject({ actor: personActorSchema, person: personNameSchema, tokenDigest: digestSchema }),
  response: z.strictObject({ tokenId: identifierSchema }),
});

export const revokePersonToken = defineRpc({
  service: 'approvals',
  method: 'revokePersonToken',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, tokenId: identifierSchema }),
  response: z.strictObject({ tokenId: identifierSchema }),
});
