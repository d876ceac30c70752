import { z } from 'zod';
import { dataCategorySchema } from '../names/data-category.js';
import { approverRuleSchema } from './approver-rule.js';
import { governanceNameSchema, runLabelSchema } from './names.js';

/** A pattern of the tenant's own: what it matches in prompts and results counts as this category of data. */
const customDetectorSchema = z.strictObject({
  name: governanceNameSchema,
  /** One of the built-in categories, or a new one. */
  category: dataCategorySchema.refine((category) => category !== 'unscannable', {
    message: 'unscannable is what cannot be looked into; no pattern can find it',
  }),
  /** RE2 syntax; (?i) in front ignores case. */
  pattern: z.string().min(1).max(512),
});
export type CustomDetector = z.infer<typeof customDetectorSchema>;

/** What holds for the whole tenant. At most one per tenant; without it, the strictest choice of each. */
export const settingsDocumentSchema = z.strictObject({
  kind: z.literal('Settings'),
  name: z.literal('settings').default('settings'),
  /** What happens to a call that some rule would let through if its effects were proven, and they are not. */
  unclearEffects: z
    .discriminatedUnion('verdict', [
      z.strictObject({ verdict: z.literal('deny') }),
      z.strictObject({ verdict: z.literal('hold'), approvers: approverRuleSchema }),
    ])
    .default({ verdict: 'deny' }),
  /** How much a denial tells the agent. */
  denials: z.enum(['explain', 'kind-only']).default('explain'),
  /** Found beside what the built-in detectors find. */
  detectors: z.array(customDetectorSchema).max(32).optional(),
  /** What a category of data in the result of a call puts on its run. */
  resultLabels: z
    .record(dataCategorySchema, runLabelSchema)
    .refine((labels) => Object.keys(labels).length <= 96, { message: 'at most 96 categories' })
    .optional(),
  publishing: z.strictObject({ secondPerson: z.boolean().default(false) }).default({ secondPerson: false }),
});
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>;
