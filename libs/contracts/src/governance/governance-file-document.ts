import { z } from 'zod';
import { governanceDocumentSchema } from './governance-document.js';
import { casesDocumentSchema } from './policy-cases.js';

/** What a file in a governance folder may hold: governance itself, and cases that test it. */
export const governanceFileDocumentSchema = z.discriminatedUnion('kind', [
  ...governanceDocumentSchema.options,
  casesDocumentSchema,
]);
export type GovernanceFileDocument = z.infer<typeof governanceFileDocumentSchema>;
