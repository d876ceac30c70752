import { z } from 'zod';
import { identifierSchema, instantSchema, tenantNameSchema } from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';

export const recordedEventSchema = z.strictObject({
  index: z.int().min(0),
  type: z.string().max(64),
  id: identifierSchema,
  source: z.string().max(32),
  subject: identifierSchema,
  time: instantSchema,
  recordedAt: instantSchema,
  /** The exact leaf bytes, UTF-8. */
  leaf: z.string(),
});
export type RecordedEvent = z.infer<typeof recordedEventSchema>;

export const listEvents = defineRpc({
  service: 'audit',
  method: 'listEvents',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    fromIndex: z.int().min(0).optional(),
    /** Newest first when true. */
    descending: z.boolean().optional(),
    types: z.array(z.string().max(64)).max(40).optional(),
    subject: identifierSchema.optional(),
    run: identifierSchema.optional(),
    limit: z.int().min(1).max(100),
  }),
  response: z.strictObject({
    events: z.array(recordedEventSchema).max(100),
    nextIndex: z.int().min(0).nullable(),
    size: z.int().min(0),
  }),
});

/** Whether the sealed record says that a tool call has started or ended, for who must know before acting on its behalf again. */
export const hasCallStarted = defineRpc({
  service: 'audit',
  method: 'hasCallStarted',
  callers: ['credentials'],
  request: z.strictObject({ tenant: tenantNameSchema, callId: identifierSchema }),
  response: z.strictObject({ started: z.boolean() }),
});

/** Events with what travelled beside them, newest first; fewer than asked for when they are large. For those who may take evidence out. */
export const readRecordedPayloads = defineRpc({
  service: 'audit',
  method: 'readRecordedPayloads',
  callers: ['policy'],
  request: z.strictObject({
    actor: personActorSchema,
    fromIndex: z.int().min(0).optional(),
    types: z.array(z.string().max(64)).min(1).max(40),
    /** Names of payloads, such as `input` and `arguments`. */
    payloads: z.array(z.string().max(32)).max(8),
    limit: z.int().min(1).max(100),
  }),
  response: z.strictObject({
    events: z
      .array(
        z.strictObject({
          index: z.int().min(0),
          type: z.string().max(64),
          time: instantSchema,
          leaf: z.string(),
          payloads: z.record(z.string().max(32), z.base64()),
        }),
      )
      .max(100),
    nextIndex: z.int().min(0).nullable(),
  }),
});

/** What the record says about one run, oldest first; fewer than asked for when the events are large. */
export const readRun = defineRpc({
  service: 'audit',
  method: 'readRun',
  callers: ['policy'],
  request: z.strictObject({
    tenant: tenantNameSchema,
    run: identifierSchema,
    types: z.array(z.string().max(64)).min(1).max(40),
    fromIndex: z.int().min(0).optional(),
  }),
  response: z.strictObject({
    events: z.array(z.strictObject({ index: z.int().min(0), type: z.string().max(64), leaf: z.string() })).max(100),
    nextIndex: z.int().min(0).nullable(),
  }),
});

export const getCheckpoint = defineRpc({
  service: 'audit',
  method: 'getCheckpoint',
  callers: ['console'],
  /** Without a size: the newest. */
  request: z.strictObject({ actor: personActorSchema, size: z.int().min(0).optional() }),
  response: z.strictObject({ size: z.int().min(0), note: z.string().max(16_384), publishedAt: instantSchema }),
});

export const listCheckpoints = defineRpc({
  service: 'audit',
  method: 'listCheckpoints',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    limit: z.int().min(1).max(100),
    beforeSize: z.int().min(0).optional(),
  }),
  response: z.strictObject({
    checkpoints: z
      .array(z.strictObject({ size: z.int().min(0), note: z.string().max(16_384), publishedAt: instantSchema }))
      .max(100),
  }),
});

/** One leaf's proof against the newest checkpoint, in c2sp.org/tlog-proof@v1 form. */
export const getInclusionProof = defineRpc({
  service: 'audit',
  method: 'getInclusionProof',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema, index: z.int().min(0) }),
  response: z.strictObject({ proof: z.string().max(65_536) }),
});

export const exportEvidence = defineRpc({
  service: 'audit',
  method: 'exportEvidence',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    fromIndex: z.int().min(0).optional(),
    toIndex: z.int().min(0).optional(),
  }),
  response: z.strictObject({
    exportId: identifierSchema,
    fromIndex: z.int().min(0),
    toIndex: z.int().min(0),
    files: z.array(z.strictObject({ path: z.string().max(512), bytes: z.int().min(0) })).max(10_000),
  }),
});

/** Exports are read in chunks of at most 512 KiB. */
export const readEvidenceFile = defineRpc({
  service: 'audit',
  method: 'readEvidenceFile',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    exportId: identifierSchema,
    path: z.string().max(512),
    offset: z.int().min(0),
  }),
  response: z.strictObject({ chunk: z.base64(), next: z.int().min(0).nullable() }),
});

/** The keys of this log, for an auditor to pin on first contact. */
export const getTrust = defineRpc({
  service: 'audit',
  method: 'getTrust',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({
    origin: z.string().max(256),
    vkey: z.string().max(512),
    manifestVkey: z.string().max(512),
    /** Who signs single facts inside the leaves, decisions and grants. */
    services: z.array(z.strictObject({ service: z.enum(['policy', 'approvals']), vkey: z.string().max(512) })).max(16),
    /** Those who cosign tree heads. */
    witnesses: z.array(z.string().max(512)).max(16),
  }),
});
