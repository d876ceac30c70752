import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A governance revision waits for a second person; nothing is in force yet. Payload `documents`: the whole set, canonical JSON. */
export const governanceProposed = defineEvent(
  'policy',
  'GovernanceProposed',
  z.strictObject({
    proposalId: identifierSchema,
    revision: digestSchema,
    /** In force when it was proposed; it can only be confirmed while this still is. */
    baseRevision: digestSchema.nullable(),
    proposedBy: personNameSchema,
    changed: z.array(z.string().max(256)).max(500),
    removed: z.array(z.string().max(256)).max(500),
  }),
);
export type GovernanceProposed = LeafOf<typeof governanceProposed>;
