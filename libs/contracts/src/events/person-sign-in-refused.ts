import { z } from 'zod';
import { reasonCodeSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** A sign-in was refused. */
export const personSignInRefused = defineEvent(
  'console',
  'PersonSignInRefused',
  z.strictObject({
    method: z.enum(['token', 'one_time_link', 'oidc']),
    reasonCode: reasonCodeSchema,
    count: z.int().min(1),
  }),
);
export type PersonSignInRefused = LeafOf<typeof personSignInRefused>;
