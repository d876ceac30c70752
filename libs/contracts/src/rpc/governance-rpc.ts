import { z } from 'zod';
import { digestSchema, identifierSchema, instantSchema, personNameSchema } from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';
import { governanceProblemSchema, publishGovernance, validateGovernance } from './policy-rpc.js';

const governanceVersionSchema = z.strictObject({
  /** Counts a tenant's publications from 1; a rollback is a publication too. */
  number: z.int().min(1),
  revision: digestSchema,
  publishedAt: instantSchema,
  publishedBy: personNameSchema,
  /** Who wrote it, where a second person published it. */
  proposedBy: personNameSchema.nullable(),
  inForce: z.boolean(),
});

/** What has been in force, newest first. */
export const listGovernanceVersions = defineRpc({
  service: 'policy',
  method: 'listGovernanceVersions',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    limit: z.int().min(1).max(100),
    /** Only versions with a lower number. */
    before: z.int().min(1).optional(),
  }),
  response: z.strictObject({ versions: z.array(governanceVersionSchema).max(100) }),
});

/** Puts a revision that was in force before in force again; it is published like any other. */
export const rollbackGovernance = defineRpc({
  service: 'policy',
  method: 'rollbackGovernance',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, revision: digestSchema }),
  response: publishGovernance.response,
});

const changedDocument = z.strictObject({
  name: z.string().max(256),
  /** null: there was none, or there is none any more. Left out where the answer would be too large. */
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** What files would change of what is in force. */
export const diffGovernance = defineRpc({
  service: 'policy',
  method: 'diffGovernance',
  callers: ['console'],
  request: validateGovernance.request,
  response: z.strictObject({
    valid: z.boolean(),
    problems: z.array(governanceProblemSchema).max(200),
    inForce: digestSchema.nullable(),
    revision: digestSchema.nullable(),
    added: z.array(changedDocument).max(500),
    changed: z.array(changedDocument).max(500),
    removed: z.array(changedDocument).max(500),
    unchanged: z.int().min(0),
    /** Some documents or their texts are left out because the answer would be too large. */
    truncated: z.boolean(),
  }),
});

const governanceProposalSchema = z.strictObject({
  proposalId: identifierSchema,
  revision: digestSchema,
  baseRevision: digestSchema.nullable(),
  proposedBy: personNameSchema,
  proposedAt: instantSchema,
  changed: z.array(z.string().max(256)).max(500),
  removed: z.array(z.string().max(256)).max(500),
});

/** What waits for a second person, oldest first. */
export const listGovernanceProposals = defineRpc({
  service: 'policy',
  method: 'listGovernanceProposals',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({ proposals: z.array(governanceProposalSchema).max(100) }),
});

/** The second person publishes; never the one who proposed. */
export const confirmGovernance = defineRpc({
  service: 'policy',
  method: 'confirmGovernance',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, proposalId: identifierSchema }),
  response: publishGovernance.response,
});

export const declineGovernance = defineRpc({
  service: 'policy',
  method: 'declineGovernance',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    proposalId: identifierSchema,
    reason: z.string().max(2000).nullable(),
  }),
  response: z.strictObject({ proposalId: identifierSchema }),
});
