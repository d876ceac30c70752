import { z } from 'zod';
import { digestSchema, identifierSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** The same source and id came again with other bytes: the first stays, the second is named here. */
export const eventConflict = defineEvent(
  'audit',
  'EventConflict',
  z.strictObject({
    conflictingSource: z.string().max(64),
    conflictingId: identifierSchema,
    keptLeafDigest: digestSchema,
    refusedLeafDigest: digestSchema,
  }),
);
export type EventConflict = LeafOf<typeof eventConflict>;
