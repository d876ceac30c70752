import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/** Somebody took evidence out. */
export const evidenceExported = defineEvent(
  'audit',
  'EvidenceExported',
  z.strictObject({
    exportId: identifierSchema,
    by: personNameSchema,
    fromIndex: z.int().min(0),
    toIndex: z.int().min(0),
    manifestDigest: digestSchema,
  }),
);
export type EvidenceExported = LeafOf<typeof evidenceExported>;
