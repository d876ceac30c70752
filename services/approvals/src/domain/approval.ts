import type { Decision } from '@countersign/contracts';

export type Channel = 'api' | 'web' | 'slack' | 'teams';

export interface Vote {
  person: string;
  vote: 'approve' | 'reject';
  channel: Channel;
  /** Milliseconds since the epoch. */
  at: number;
  reason: string | null;
}

export type ApprovalStatus = 'pending' | 'granted' | 'rejected' | 'expired' | 'cancelled';
export type CallStatus = 'waiting' | 'executing' | 'executed' | 'failed' | 'unknown' | 'released';

/** A held call waiting for people. */
export interface Approval {
  approvalId: string;
  tenant: string;
  status: ApprovalStatus;
  callStatus: CallStatus;
  decision: Decision;
  /** Canonical JSON of the arguments: exactly the bytes that the grant binds. */
  argumentsText: string;
  votes: Vote[];
  requestedAt: number;
  expiresAt: number;
  decidedAt: number | null;
  traceparent: string | null;
}

/** How long it is kept in mind that a call ended before it was decided: far longer than its decision can be late. */
export const endedKeptMs = 86_400_000;

/** The approval of a call has the call's own suffix, so that everybody can name it before it exists. */
export function approvalIdOf(callId: string): string {
  return `apr_${callId.replace(/^call_/, '')}`;
}

/** Runs on their behalf or owns the agent: may never vote. */
export function excludedPeople(decision: Decision): string[] {
  return [...new Set([decision.principal, decision.owner].filter((person) => person !== null))];
}
