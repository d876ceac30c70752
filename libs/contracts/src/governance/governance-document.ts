import { z } from 'zod';
import { agentDocumentSchema } from './agent.js';
import { budgetDocumentSchema } from './budget.js';
import { groupDocumentSchema } from './group.js';
import { personDocumentSchema } from './person.js';
import { policyDocumentSchema } from './policy.js';
import { providerDocumentSchema } from './provider.js';
import { regoDocumentSchema } from './rego.js';
import { settingsDocumentSchema } from './settings.js';
import { toolDocumentSchema } from './tool.js';

/** Anything a governance folder may hold: one document per YAML document, told apart by `kind`. */
export const governanceDocumentSchema = z.discriminatedUnion('kind', [
  agentDocumentSchema,
  toolDocumentSchema,
  policyDocumentSchema,
  groupDocumentSchema,
  personDocumentSchema,
  providerDocumentSchema,
  budgetDocumentSchema,
  settingsDocumentSchema,
  regoDocumentSchema,
]);
export type GovernanceDocument = z.infer<typeof governanceDocumentSchema>;
export type GovernanceKind = GovernanceDocument['kind'];
export type GovernanceDocumentOf<K extends GovernanceKind> = Extract<GovernanceDocument, { kind: K }>;
