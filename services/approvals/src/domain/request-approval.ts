import type { Decision } from '@countersign/contracts';
import { approvalIdOf, type Approval } from './approval.js';

export interface HeldCall {
  decision: Decision;
  argumentsText: string;
  traceparent: string | null;
}

/** The approval that a hold asks for. Throws where a hold names no approvers: policy must have said who. */
export function requestApproval(call: HeldCall, now: number): Approval {
  const { decision } = call;
  if (decision.verdict !== 'hold' || !decision.approvers)
    throw new Error(`decision ${decision.decisionId} holds nothing`);
  return {
    approvalId: approvalIdOf(decision.callId),
    tenant: decision.tenant,
    status: 'pending',
    callStatus: 'waiting',
    decision,
    argumentsText: call.argumentsText,
    votes: [],
    requestedAt: now,
    expiresAt: Date.parse(decision.decidedAt) + decision.approvers.expiresInSeconds * 1000,
    decidedAt: null,
    traceparent: call.traceparent,
  };
}
