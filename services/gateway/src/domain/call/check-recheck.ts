import type { Decision, Grant, Refusal } from '@countersign/contracts';

const refusal = (reasonCode: string, message: string): Refusal => ({ reasonCode, message });

const unchanged = ['toolDefinitionDigest', 'argumentsDigest', 'target'] as const;

/** Whether what was approved is still what would run and policy still lets it (promise 4). Null means yes. */
export function checkRecheck(held: Decision, recheck: Decision, grant: Grant): Refusal | null {
  if (recheck.verdict === 'deny')
    return refusal('recheck_denied', `Policy denies this call now: ${recheck.reasonCode}.`);
  const changed = unchanged.find((name) => recheck[name] !== held[name]);
  if (changed) return refusal('action_changed', `What was approved is no longer what would run: ${changed} differs.`);
  if (recheck.credentialScope.join('\n') !== held.credentialScope.join('\n')) {
    return refusal('action_changed', 'What was approved is no longer what would run: the credential scope differs.');
  }
  return recheck.policyRevision === held.policyRevision ? null : checkNewRevision(recheck, grant);
}

/** Policy has changed since: the grant must be enough under the rule that holds the call now. */
function checkNewRevision(recheck: Decision, grant: Grant): Refusal | null {
  if (recheck.verdict === 'allow') return null;
  const people = new Set([...(recheck.approvers?.people ?? []), ...(recheck.approvers?.escalate?.people ?? [])]);
  const valid = grant.approvedBy.filter((person) => people.has(person));
  if (valid.length >= (recheck.approvers?.quorum ?? 1)) return null;
  return refusal('approvers_changed', 'Policy now asks for other approvers than those who granted the call.');
}
