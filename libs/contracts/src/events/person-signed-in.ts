import { z } from 'zod';
import { personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A person opened a session on the human plane. */
export const personSignedIn = defineEvent(
  'console',
  'PersonSignedIn',
  z.strictObject({
    person: personNameSchema,
    method: z.enum(['token', 'one_time_link', 'oidc']),
  }),
);
export type PersonSignedIn = LeafOf<typeof personSignedIn>;
