import { z } from 'zod';
import { obligationsSchema, verdictSchema } from '../decisions/decision.js';
import { approverRuleSchema } from './approver-rule.js';
import { globSchema, governanceNameSchema } from './names.js';
import { ruleConditionsSchema } from './rule-conditions.js';

/** One sentence of policy: for these tools or models, when this holds, this is the verdict. */
export const policyRuleSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    tools: z.array(globSchema).min(1).max(256).optional(),
    models: z.array(globSchema).min(1).max(256).optional(),
    when: ruleConditionsSchema.default({}),
    verdict: verdictSchema,
    /** Told to the agent and to approvers. */
    reason: z.string().min(1).max(500).optional(),
    /** How to get what was refused. */
    remedy: z.string().min(1).max(1000).optional(),
    approvers: approverRuleSchema.optional(),
    obligations: obligationsSchema.default({}),
  })
  .superRefine((rule, context) => {
    if (!rule.tools && !rule.models) context.addIssue({ code: 'custom', message: 'name tools or models' });
    if (rule.tools && rule.models) {
      context.addIssue({
        code: 'custom',
        path: ['models'],
        message: 'a rule is about tools or about models, not both',
      });
    }
    if (rule.models && rule.verdict === 'hold') {
      context.addIssue({ code: 'custom', path: ['verdict'], message: 'a model call cannot be held: allow or deny it' });
    }
    if (rule.tools && rule.verdict === 'hold' && !rule.approvers) {
      context.addIssue({ code: 'custom', path: ['verdict'], message: 'a rule that holds must name its approvers' });
    }
    if (rule.verdict !== 'hold' && rule.approvers) {
      context.addIssue({ code: 'custom', path: ['approvers'], message: 'only a rule that holds has approvers' });
    }
  });
export type PolicyRule = z.infer<typeof policyRuleSchema>;

/** Rules for some agents. Deny beats hold beats allow, whatever the order; what no rule allows is denied. */
export const policyDocumentSchema = z.strictObject({
  kind: z.literal('Policy'),
  name: governanceNameSchema,
  description: z.string().max(2000).optional(),
  agents: z.array(globSchema).min(1).max(256),
  rules: z.array(policyRuleSchema).min(1).max(2000),
});
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;
