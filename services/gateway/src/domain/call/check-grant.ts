import type { Decision, Grant, Refusal } from '@countersign/contracts';

const refusal = (reasonCode: string, message: string): Refusal => ({ reasonCode, message });

/** Whether a grant lets the call run that this decision held. Null means yes; its signature has been verified before. */
export function checkGrant(decision: Decision, grant: Grant, now: number): Refusal | null {
  const binds =
    grant.tenant === decision.tenant &&
    grant.callId === decision.callId &&
    grant.decisionId === decision.decisionId &&
    grant.actionDigest === decision.actionDigest;
  if (!binds) return refusal('grant_mismatch', 'The grant was given for another action.');
  if (Date.parse(grant.expiresAt) <= now)
    return refusal('grant_expired', 'The grant came too late or was not used in time.');
  return checkApprovers(decision, grant);
}

function checkApprovers(decision: Decision, grant: Grant): Refusal | null {
  const people = new Set(grant.approvedBy);
  if (people.size !== grant.approvedBy.length || people.size < (decision.approvers?.quorum ?? 1)) {
    return refusal('grant_quorum', 'The grant does not carry enough distinct approvers.');
  }
  const mayNot = [decision.principal, decision.owner];
  if (mayNot.some((person) => person !== null && people.has(person))) {
    return refusal('self_approval', "The grant was given by the run's principal or the agent's owner.");
  }
  return null;
}
