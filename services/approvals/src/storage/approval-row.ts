import type { Decision } from '@countersign/contracts';
import type { Approval, ApprovalStatus, CallStatus, Vote } from '../domain/approval.js';

export interface ApprovalRow {
  approval_id: string;
  tenant: string;
  status: ApprovalStatus;
  call_status: CallStatus;
  decision: Decision;
  arguments_text: string;
  votes: Vote[];
  requested_at: Date;
  expires_at: Date;
  decided_at: Date | null;
  traceparent: string | null;
}

export function approvalOf(row: ApprovalRow): Approval {
  return {
    approvalId: row.approval_id,
    tenant: row.tenant,
    status: row.status,
    callStatus: row.call_status,
    decision: row.decision,
    argumentsText: row.arguments_text,
    votes: row.votes,
    requestedAt: row.requested_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    decidedAt: row.decided_at?.getTime() ?? null,
    traceparent: row.traceparent,
  };
}
