import { z } from 'zod';
import { decisionSchema } from '../decisions/decision.js';
import { grantSchema } from '../decisions/grant.js';
import { signatureSchema } from '../decisions/signed.js';
import { globSchema } from '../governance/names.js';
import {
  agentNameSchema,
  digestSchema,
  identifierSchema,
  instantSchema,
  personNameSchema,
  tenantNameSchema,
  toolNameSchema,
  traceparentSchema,
} from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';

/** Who a key belongs to. Only the SHA-256 of a key ever travels. */
export const authenticateAgentKey = defineRpc({
  service: 'credentials',
  method: 'authenticateAgentKey',
  callers: ['gateway'],
  request: z.strictObject({ keyDigest: digestSchema }),
  response: z.strictObject({ keyId: identifierSchema, tenant: tenantNameSchema, agent: agentNameSchema }),
});

export const issueAgentKey = defineRpc({
  service: 'credentials',
  method: 'issueAgentKey',
  callers: ['console'],
  /** The caller makes the key and shows it once; only its digest travels. */
  request: z.strictObject({ actor: personActorSchema, agent: agentNameSchema, keyDigest: digestSchema }),
  response: z.strictObject({ keyId: identifierSchema }),
});

export const revokeAgentKey = defineRpc({
  service: 'credentials',
  method: 'revokeAgentKey',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, keyId: identifierSchema }),
  response: z.strictObject({ keyId: identifierSchema }),
});

export const listAgentKeys = defineRpc({
  service: 'credentials',
  method: 'listAgentKeys',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({
    keys: z
      .array(
        z.strictObject({
          keyId: identifierSchema,
          agent: agentNameSchema,
          createdAt: instantSchema,
          revokedAt: instantSchema.nullable(),
        }),
      )
      .max(1000),
  }),
});

/** JWK (OKP, X25519) made by the requester for this one request. */
export const oneTimeKeySchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: z.string().max(64),
});

/**
 * Redeem a decision (and, where held, a grant) for a short-lived credential, encrypted to the one-time key.
 * Issuer, scope, audience and life come from the tool definition that the decision binds by digest, never from the caller.
 */
export const redeemLease = defineRpc({
  service: 'credentials',
  method: 'redeemLease',
  callers: ['gateway'],
  request: z.strictObject({
    decision: decisionSchema,
    decisionSignature: signatureSchema,
    /** For a granted call: the recheck made right before execution. */
    recheck: z.strictObject({ decision: decisionSchema, signature: signatureSchema }).optional(),
    grant: z.strictObject({ grant: grantSchema, signature: signatureSchema }).optional(),
    oneTimeKey: oneTimeKeySchema,
    traceparent: traceparentSchema.optional(),
  }),
  response: z.strictObject({
    leaseId: identifierSchema,
    expiresAt: instantSchema,
    sealedValue: z.string().max(16_384),
  }),
});

/** A provider's API key for one gateway replica: short-lived, kept in memory only, renewed before it ends. */
export const leaseProviderKey = defineRpc({
  service: 'credentials',
  method: 'leaseProviderKey',
  callers: ['gateway'],
  request: z.strictObject({ tenant: tenantNameSchema, provider: z.string().max(128), oneTimeKey: oneTimeKeySchema }),
  response: z.strictObject({
    leaseId: identifierSchema,
    expiresAt: instantSchema,
    sealedValue: z.string().max(16_384),
    /** Salted commitment to the value, for `checkProviderKey`. */
    tag: z.string().max(128).optional(),
  }),
});

/** Is a leased provider key still the one in the secrets store? */
export const checkProviderKey = defineRpc({
  service: 'credentials',
  method: 'checkProviderKey',
  callers: ['gateway'],
  request: z.strictObject({ tenant: tenantNameSchema, provider: z.string().max(128), tag: z.string().max(128) }),
  response: z.strictObject({ current: z.boolean() }),
});

export const openRun = defineRpc({
  service: 'credentials',
  method: 'openRun',
  callers: ['gateway'],
  request: z.strictObject({
    tenant: tenantNameSchema,
    agent: agentNameSchema,
    keyId: identifierSchema,
    implicit: z.boolean(),
    /** Same session signal, same implicit run. */
    sessionDigest: digestSchema.optional(),
    principal: personNameSchema.nullable(),
    /** Tools, as names or globs, that the run is limited to; null: those that policy allows. */
    scope: z.array(globSchema).max(256).nullable(),
    /** The same for models. */
    models: z.array(globSchema).max(256).nullable().optional(),
    ttlSeconds: z.int().min(1).max(86_400),
    /** Given when the caller wants a run token; the token comes back sealed to it (compact JWE). */
    oneTimeKey: oneTimeKeySchema.optional(),
    traceparent: traceparentSchema.optional(),
  }),
  response: z.strictObject({
    runId: identifierSchema,
    expiresAt: instantSchema,
    sealedToken: z.string().max(8192).nullable(),
  }),
});

export const closeRun = defineRpc({
  service: 'credentials',
  method: 'closeRun',
  callers: ['gateway', 'console'],
  request: z.strictObject({
    tenant: tenantNameSchema,
    agent: agentNameSchema.nullable(),
    runId: identifierSchema,
    traceparent: traceparentSchema.optional(),
  }),
  response: z.strictObject({ runId: identifierSchema }),
});

/** Does this run's token still open anything? Refused once the run is closed or over, or the key that opened it is revoked. */
export const checkRun = defineRpc({
  service: 'credentials',
  method: 'checkRun',
  callers: ['gateway'],
  request: z.strictObject({ tenant: tenantNameSchema, runId: identifierSchema }),
  response: z.strictObject({ keyId: identifierSchema, expiresAt: instantSchema }),
});

/** Could these tools' credentials be issued? A credential is minted in memory, where it stays, and is dropped; nothing is leased. */
export const checkIssuers = defineRpc({
  service: 'credentials',
  method: 'checkIssuers',
  callers: ['policy'],
  request: z.strictObject({
    tenant: tenantNameSchema,
    credentials: z
      .array(
        z.strictObject({
          tool: toolNameSchema,
          issuer: z.string().max(128),
          scope: z.array(z.string().max(256)).max(32),
        }),
      )
      .max(500),
  }),
  /** What is wrong, by tool; tools not named are fine. */
  response: z.strictObject({ faults: z.record(toolNameSchema, z.string().max(500)) }),
});
