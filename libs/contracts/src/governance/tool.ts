import { z } from 'zod';
import { effectSourceSchema } from '../effects/effect-source.js';
import { connectorSchema } from './connector.js';
import { governanceNameSchema, governedToolNameSchema, runLabelsSchema } from './names.js';
import { hasHiddenCharacters, hiddenTextIn } from './upstream-tool.js';

/** A model reads what a person does not see. */
const hidden = 'must not hold control or invisible characters';

/** What a call may do at its target: minted for that call, by this issuer, and no longer than this. */
export const toolCredentialSchema = z.strictObject({
  issuer: governanceNameSchema,
  scope: z.array(z.string().min(1).max(256)).max(32),
  ttlSeconds: z.int().min(1).max(3600).default(60),
});
export type ToolCredential = z.infer<typeof toolCredentialSchema>;

/** A JSON Schema (2020-12) for the arguments. The object must be closed: what is not named cannot be sent. */
const inputSchemaSchema = z
  .looseObject({
    type: z.literal('object'),
    properties: z.record(z.string(), z.unknown()).default({}),
    required: z.array(z.string()).optional(),
    additionalProperties: z.literal(false),
  })
  .refine((schema) => hiddenTextIn(schema) === null, { message: hidden });

export const toolStatusSchema = z.enum(['proposed', 'approved', 'retired']);

/** One action that an agent may ask for. */
export const toolDocumentSchema = z.strictObject({
  kind: z.literal('Tool'),
  name: governedToolNameSchema,
  description: z
    .string()
    .min(1)
    .max(2000)
    .refine((text) => !hasHiddenCharacters(text), { message: hidden }),
  status: toolStatusSchema.default('proposed'),
  inputSchema: inputSchemaSchema,
  /** Which arguments say what the call does. Without an entry nothing can be proven, so one is required. */
  effects: z.array(effectSourceSchema).min(1).max(16),
  /** Absent: the agent runs the tool itself and the gateway only intercepts the call. */
  connector: connectorSchema.optional(),
  credential: toolCredentialSchema.optional(),
  /** Put on the run when a call of this tool is let through, whatever rule did so; no part of the definition. */
  labels: runLabelsSchema.optional(),
});
export type ToolDocument = z.infer<typeof toolDocumentSchema>;
