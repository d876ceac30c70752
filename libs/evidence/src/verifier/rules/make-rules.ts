import type { Findings } from '../findings.js';
import { ActionRule } from './action-rule.js';
import { EnvelopeRule } from './envelope-rule.js';
import { ExecutionRule } from './execution-rule.js';
import { IdentityRule } from './identity-rule.js';
import { LeaseRule } from './lease-rule.js';
import { LogRule } from './log-rule.js';
import { OutcomeRule } from './outcome-rule.js';
import { Permissions } from './permissions.js';
import type { TrustedSigners } from '../trust.js';
import type { Rule, RuleRange } from './rule.js';
import { SignatureRule } from './signature-rule.js';
import { VoterRule } from './voter-rule.js';

/** What the record must say beyond being whole, in the order in which each leaf is shown to them. */
export function makeRules(
  range: RuleRange,
  { origin, services }: { origin: string; services: TrustedSigners['services'] },
  findings: Findings,
): { rules: Rule[]; logRule: LogRule } {
  const permissions = new Permissions();
  const logRule = new LogRule(origin, findings.begin('log'));
  const rules: Rule[] = [
    new EnvelopeRule(range, findings.begin('envelopes')),
    new IdentityRule(range, findings.begin('identities')),
    logRule,
    new SignatureRule(services, findings.begin('signatures')),
    new ActionRule(findings.begin('actions')),
    { see: (row) => permissions.learn(row), finish: () => undefined },
    new VoterRule(range, permissions, findings.begin('voters')),
    new ExecutionRule(range, permissions, findings.begin('permissions')),
    new LeaseRule(findings.begin('leases')),
    new OutcomeRule(range, findings.begin('outcomes')),
  ];
  return { rules, logRule };
}
