import { z } from 'zod';
import { obligationsSchema, verdictSchema } from '../decisions/decision.js';
import { agentNameSchema, instantSchema, personNameSchema, reasonCodeSchema, toolNameSchema } from '../names/names.js';
import { durationSchema } from './duration.js';
import { governanceNameSchema, modelNameSchema, runLabelSchema } from './names.js';

const labels = z.array(governanceNameSchema).max(64);

/** The circumstances that a case pretends. What is left out is unknown, as it would be in a call. */
const caseContextSchema = z.strictObject({
  now: instantSchema.default('2026-01-05T12:00:00.000Z'),
  principal: personNameSchema.nullable().optional(),
  requester: personNameSchema.optional(),
  environment: governanceNameSchema.optional(),
  labels: labels.optional(),
  data: labels.optional(),
  /** Earlier calls of the run that were let through, oldest first. */
  history: z
    .array(z.strictObject({ tool: toolNameSchema, ago: durationSchema }))
    .max(1000)
    .optional(),
});

/** What must come out. Only what is named is compared. */
const caseExpectationSchema = z.strictObject({
  verdict: verdictSchema,
  /** As policy/rule name; null: no rule decides. */
  rule: z.string().max(330).nullable().optional(),
  reasonCode: reasonCodeSchema.optional(),
  approvers: z.array(personNameSchema).max(256).optional(),
  quorum: z.int().min(1).max(16).optional(),
  obligations: obligationsSchema.optional(),
  /** What the call puts on its run, if it is let through. */
  labels: z.array(runLabelSchema).max(64).optional(),
  provider: governanceNameSchema.optional(),
  /** Members that the decision in the event on the record must have. */
  event: z
    .strictObject({
      type: z.enum(['ToolCallDecided', 'ModelCallDecided']),
      decision: z.record(z.string(), z.unknown()).default({}),
    })
    .optional(),
});

/** One call that policy must decide so: of a tool with arguments, or of a model with parameters. */
export const policyCaseSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    agent: agentNameSchema,
    tool: toolNameSchema.optional(),
    arguments: z.record(z.string(), z.unknown()).optional(),
    model: modelNameSchema.optional(),
    provider: governanceNameSchema.optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
    context: caseContextSchema.default({ now: '2026-01-05T12:00:00.000Z' }),
    expect: caseExpectationSchema,
  })
  .refine(({ tool, model }) => (tool === undefined) !== (model === undefined), { message: 'name a tool or a model' });
export type PolicyCase = z.infer<typeof policyCaseSchema>;

/** Tests of a tenant's policies, kept beside them. They are no part of a revision. */
export const casesDocumentSchema = z.strictObject({
  kind: z.literal('Cases'),
  name: governanceNameSchema,
  cases: z.array(policyCaseSchema).min(1).max(2000),
});
export type CasesDocument = z.infer<typeof casesDocumentSchema>;
