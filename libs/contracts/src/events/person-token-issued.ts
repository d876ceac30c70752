import { z } from 'zod';
import { identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A person got an API token; the record holds its id, never its value. */
export const personTokenIssued = defineEvent(
  'approvals',
  'PersonTokenIssued',
  z.strictObject({
    tokenId: identifierSchema,
    person: personNameSchema,
    by: personNameSchema,
  }),
);
export type PersonTokenIssued = LeafOf<typeof personTokenIssued>;
