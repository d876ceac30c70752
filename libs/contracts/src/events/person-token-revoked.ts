import { z } from 'zod';
import { identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A person's API token stopped working. */
export const personTokenRevoked = defineEvent(
  'approvals',
  'PersonTokenRevoked',
  z.strictObject({
    tokenId: identifierSchema,
    person: personNameSchema,
    by: personNameSchema,
  }),
);
export type PersonTokenRevoked = LeafOf<typeof personTokenRevoked>;
