import { obligationsSchema, ruleReferenceSchema, verdictSchema, reasonCodeSchema } from '@countersign/contracts';
import { z } from 'zod';

const approversSchema = z.strictObject({
  groups: z.array(z.string()),
  people: z.array(z.string()),
  quorum: z.int().min(1),
  expires_seconds: z.int().min(1),
  escalate: z.strictObject({ after_seconds: z.int().min(1), groups: z.array(z.string()) }).nullable(),
});

/** Exactly what `decision` in rego/countersign/decide/decision.rego produces; anything else is not a decision. */
export const rawDecisionSchema = z
  .strictObject({
    verdict: verdictSchema,
    reason_code: reasonCodeSchema,
    rule: ruleReferenceSchema.nullable(),
    reasons: z.array(z.string()).min(1),
    remedy: z.string().nullable(),
    approvers: z.array(approversSchema),
    obligations: obligationsSchema,
    trace: z.array(
      z.strictObject({
        policy: z.string(),
        name: z.string(),
        verdict: verdictSchema,
        stance: z.enum(['applies', 'unclear', 'disproved']),
        /** Kinds of targets that the call touches and the rule does not name; programs of earlier releases did not look. */
        beyond: z.array(z.string()).default([]),
        conditions: z.array(z.enum(['met', 'unmet', 'vacuous', 'unknown', 'unclear', 'broken'])),
      }),
    ),
  })
  .refine((decision) => (decision.verdict === 'hold') === decision.approvers.length > 0)
  .refine((decision) => decision.verdict === 'deny' || decision.rule !== null);
export type RawDecision = z.infer<typeof rawDecisionSchema>;
