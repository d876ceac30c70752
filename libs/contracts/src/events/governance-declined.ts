import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A proposed governance revision was turned down, or taken back by who proposed it. */
export const governanceDeclined = defineEvent(
  'policy',
  'GovernanceDeclined',
  z.strictObject({
    proposalId: identifierSchema,
    revision: digestSchema,
    declinedBy: personNameSchema,
    reason: z.string().max(2000).nullable(),
  }),
);
export type GovernanceDeclined = LeafOf<typeof governanceDeclined>;
