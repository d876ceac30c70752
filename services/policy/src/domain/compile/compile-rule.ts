import { durationInSeconds, type ApproverRule, type PolicyRule } from '@countersign/contracts';
import type { CompiledApprovers, CompiledCondition, CompiledRule } from './compiled-policy.js';
import { reachOf } from './reach.js';

export function compileRule(policy: string, rule: PolicyRule, conditions: CompiledCondition[]): CompiledRule {
  const reach = rule.verdict === 'allow' ? reachOf(rule.when) : undefined;
  return {
    policy,
    name: rule.name,
    verdict: rule.verdict,
    otherwise: rule.otherwise ?? false,
    conditions,
    ...(reach === undefined ? {} : { reach }),
    obligations: rule.obligations,
    ...(rule.labels === undefined ? {} : { labels: rule.labels }),
    ...(rule.reason === undefined ? {} : { reason: rule.reason }),
    ...(rule.remedy === undefined ? {} : { remedy: rule.remedy }),
    ...(rule.approvers === undefined ? {} : { approvers: compileApprovers(rule.approvers) }),
  };
}

export function compileApprovers(approvers: ApproverRule): CompiledApprovers {
  const { escalate } = approvers;
  return {
    groups: approvers.groups ?? [],
    people: approvers.people ?? [],
    quorum: approvers.quorum,
    expires_seconds: durationInSeconds(approvers.expires),
    escalate: escalate ? { after_seconds: durationInSeconds(escalate.after), groups: escalate.to } : null,
  };
}
