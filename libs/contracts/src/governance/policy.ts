import { z } from 'zod';
import { obligationsSchema, verdictSchema, type Verdict } from '../decisions/decision.js';
import { approverRuleSchema } from './approver-rule.js';
import { globSchema, governanceNameSchema, runLabelsSchema } from './names.js';
import { ruleConditionsSchema } from './rule-conditions.js';

interface RuleShape {
  tools?: unknown;
  models?: unknown;
  verdict: Verdict;
  approvers?: unknown;
  otherwise?: unknown;
  labels?: unknown;
}

function contradictions({ tools, models, verdict, approvers, otherwise, labels }: RuleShape): [string[], string][] {
  const holds = verdict === 'hold';
  const found: [boolean, string[], string][] = [
    [!tools && !models, [], 'name tools or models'],
    [Boolean(tools && models), ['models'], 'a rule is about tools or about models, not both'],
    [Boolean(models && holds), ['verdict'], 'a model call cannot be held: allow or deny it'],
    [Boolean(tools && holds && !approvers), ['verdict'], 'a rule that holds must name its approvers'],
    [Boolean(!holds && approvers), ['approvers'], 'only a rule that holds has approvers'],
    [Boolean(!holds && otherwise), ['otherwise'], 'only a rule that holds can be for what no rule allows'],
    [Boolean(verdict === 'deny' && labels), ['labels'], 'a call that is denied leaves no label on its run'],
  ];
  return found.flatMap(([wrong, path, message]) => (wrong ? [[path, message]] : []));
}

/** One sentence of policy: for these tools or models, when this holds, this is the verdict. */
export const policyRuleSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    tools: z.array(globSchema).min(1).max(256).optional(),
    models: z.array(globSchema).min(1).max(256).optional(),
    when: ruleConditionsSchema.default({}),
    verdict: verdictSchema,
    /** For a rule that holds: only where no rule allows. Without it, a hold beats every allow. */
    otherwise: z.literal(true).optional(),
    /** Told to the agent and to approvers. */
    reason: z.string().min(1).max(500).optional(),
    /** How to get what was refused. */
    remedy: z.string().min(1).max(1000).optional(),
    approvers: approverRuleSchema.optional(),
    obligations: obligationsSchema.default({}),
    /** Put on the run when a call under this rule is let through; in force from the run's next call on. */
    labels: runLabelsSchema.optional(),
  })
  .superRefine((rule, context) => {
    for (const [path, message] of contradictions(rule)) context.addIssue({ code: 'custom', path, message });
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
