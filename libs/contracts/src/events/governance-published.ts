import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A new governance revision is in force. Payload `documents`: the whole set, canonical JSON. */
export const governancePublished = defineEvent(
  'policy',
  'GovernancePublished',
  z.strictObject({
    revision: digestSchema,
    previousRevision: digestSchema.nullable(),
    publishedBy: personNameSchema,
    /** Set when this bundle server had a newer bundle; `publishedBy` is then who pinned the key that signed it. */
    bundleServer: z.string().max(1024).optional(),
    /** Who wrote it, where the tenant wants a second person to publish. */
    proposedBy: personNameSchema.optional(),
    proposalId: identifierSchema.optional(),
    /** Digest by `kind/name`, for everything in the revision; empty where that does not fit into a leaf. `revision` covers it all. */
    documents: z.record(z.string().max(256), digestSchema),
    changed: z.array(z.string().max(256)).max(500),
    removed: z.array(z.string().max(256)).max(500),
  }),
);
export type GovernancePublished = LeafOf<typeof governancePublished>;
