import { z } from 'zod';
import { approverRuleSchema } from './approver-rule.js';

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
  publishing: z.strictObject({ secondPerson: z.boolean().default(false) }).default({ secondPerson: false }),
});
export type SettingsDocument = z.infer<typeof settingsDocumentSchema>;
