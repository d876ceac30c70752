import type { Decision } from '@countersign/contracts';

/** The approval of a held call; every service derives the same id. */
export function approvalIdOf(callId: string): string {
  return `apr_${callId.replace(/^call_/, '')}`;
}

/** When the question to people ends, RFC 3339. */
export function approvalExpiresAt(decision: Decision): string {
  const seconds = decision.approvers?.expiresInSeconds ?? 0;
  return new Date(Date.parse(decision.decidedAt) + seconds * 1000).toISOString();
}
