import { actionDigestInput, type Decision, type Grant, type Refusal } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';

export interface Redemption {
  decision: Decision;
  recheck?: Decision | undefined;
  grant?: Grant | undefined;
}

export interface RedemptionContext {
  /** Milliseconds since the epoch. */
  now: number;
  maxAgeMs: number;
}

const refusal = (reasonCode: string, message: string): Refusal => ({ reasonCode, message });

function isFresh(decision: Decision, context: RedemptionContext): boolean {
  const age = context.now - Date.parse(decision.decidedAt);
  // A decision from the future is as suspect as a stale one; a second covers honest clock skew.
  return age <= context.maxAgeMs && age >= -1_000;
}

function checkAllowed(redemption: Redemption, context: RedemptionContext): Refusal | null {
  if (!isFresh(redemption.decision, context))
    return refusal('decision_stale', 'The decision is too old to mint a credential for.');
  if (redemption.grant) return refusal('grant_unexpected', 'An allowed call needs no grant.');
  return null;
}

const boundByRecheck = [
  'tenant',
  'callId',
  'agent',
  'run',
  'tool',
  'argumentsDigest',
  'toolDefinitionDigest',
  'target',
] as const;

function checkRecheck(decision: Decision, recheck: Decision, context: RedemptionContext): Refusal | null {
  if (recheck.phase !== 'recheck' || !isFresh(recheck, context))
    return refusal('recheck_stale', 'Policy has to be asked again right before a granted call runs.');
  if (recheck.verdict === 'deny') return refusal('recheck_denied', 'Policy denies this call now.');
  const changed = boundByRecheck.find((name) => recheck[name] !== decision[name]);
  if (changed) return refusal('action_changed', `What was approved is no longer what would run: ${changed} differs.`);
  if (recheck.credentialScope.join('\n') !== decision.credentialScope.join('\n'))
    return refusal('action_changed', 'The credential scope differs from what was approved.');
  return null;
}

function checkGrant(decision: Decision, grant: Grant, context: RedemptionContext): Refusal | null {
  const binds =
    grant.tenant === decision.tenant &&
    grant.callId === decision.callId &&
    grant.decisionId === decision.decisionId &&
    grant.actionDigest === decision.actionDigest;
  if (!binds) return refusal('grant_mismatch', 'The grant is for another action.');
  if (Date.parse(grant.expiresAt) < context.now) return refusal('grant_expired', 'The grant has expired.');
  return checkApprovers(decision, grant);
}

function checkApprovers(decision: Decision, grant: Grant): Refusal | null {
  const people = new Set(grant.approvedBy);
  const required = decision.approvers?.quorum ?? 1;
  if (people.size !== grant.approvedBy.length || people.size < required)
    return refusal('grant_quorum', 'The grant does not carry enough distinct approvers.');
  const excluded = [decision.principal, decision.owner].filter((person) => person !== null);
  if (excluded.some((person) => people.has(person)))
    return refusal('self_approval', 'The grant was given by the requester or the agent’s owner.');
  return null;
}

function checkHeld(redemption: Redemption, context: RedemptionContext): Refusal | null {
  const { decision, recheck, grant } = redemption;
  if (!grant) return refusal('grant_missing', 'A held call needs a grant.');
  if (!recheck) return refusal('recheck_missing', 'A granted call needs a second decision right before it runs.');
  return checkGrant(decision, grant, context) ?? checkRecheck(decision, recheck, context);
}

/** Whether a lease may be minted. Signatures have been verified before; this decides on what was signed. Null means yes. */
export function checkRedemption(redemption: Redemption, context: RedemptionContext): Refusal | null {
  const { decision } = redemption;
  if (decision.phase !== 'initial') return refusal('decision_wrong_phase', 'A recheck alone mints nothing.');
  if (decision.actionDigest !== digestOfJson(actionDigestInput(decision)))
    return refusal('action_digest_mismatch', 'The action digest does not follow from the decision.');
  if (decision.verdict === 'deny') return refusal('decision_denies', 'The decision denies this call.');
  return decision.verdict === 'allow' ? checkAllowed(redemption, context) : checkHeld(redemption, context);
}
