import { z } from 'zod';
import {
  agentNameSchema,
  digestSchema,
  identifierSchema,
  instantSchema,
  tenantNameSchema,
  traceparentSchema,
} from '../names/names.js';
import { serviceSchema } from '../names/service.js';

export const actorSchema = z.strictObject({
  kind: z.enum(['agent', 'person', 'service']),
  id: z.string().max(128),
});
export type Actor = z.infer<typeof actorSchema>;

/** Content kept outside the tree: the leaf holds only a salted commitment, SHA-256(salt || body). */
export const payloadCommitmentSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{0,31}$/),
  commitment: digestSchema,
  mediaType: z.string().max(128),
  bytes: z.int().min(0),
});
export type PayloadCommitment = z.infer<typeof payloadCommitmentSchema>;

/** The members every leaf has; `type` and `data` come from the event's own file. */
export const envelopeShape = {
  v: z.literal(1),
  /** Unique together with `source`. */
  id: identifierSchema,
  source: serviceSchema,
  tenant: tenantNameSchema,
  time: instantSchema,
  actor: actorSchema,
  /** What the event is about: a call, approval, lease, model call or revision id. */
  subject: identifierSchema,
  agent: agentNameSchema.optional(),
  run: identifierSchema.optional(),
  traceparent: traceparentSchema.optional(),
  /** Ids of the events this one follows from. */
  cause: z.array(identifierSchema).max(16).optional(),
  payloads: z.array(payloadCommitmentSchema).max(8).optional(),
};

/** A leaf never exceeds this many bytes (tlog-tiles entry cap). */
export const maxLeafBytes = 65_535;

export const leafHeaderSchema = z.looseObject({ ...envelopeShape, type: z.string().regex(/^[A-Z][A-Za-z]{2,63}$/) });
export type LeafHeader = z.infer<typeof leafHeaderSchema>;
