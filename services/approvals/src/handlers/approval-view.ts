import { instantOf } from '@countersign/chassis';
import type { ApprovalView } from '@countersign/contracts';
import { excludedPeople, type Approval } from '../domain/approval.js';

/** What an approver sees: decoded from the bytes that will run, never from what an agent says about them. */
export function approvalView(approval: Approval): ApprovalView {
  const { decision } = approval;
  const {
    callId,
    decisionId,
    agent,
    run,
    tool,
    argumentsDigest,
    actionDigest,
    target,
    effects,
    proven,
    rule,
    reasons,
    policyRevision,
    approvers,
  } = decision;
  return {
    approvalId: approval.approvalId,
    status: approval.status,
    callStatus: approval.callStatus,
    callId,
    decisionId,
    agent,
    run,
    tool,
    argumentsText: approval.argumentsText,
    argumentsDigest,
    actionDigest,
    target,
    effects,
    proven,
    rule,
    reasons,
    policyRevision,
    groups: approvers?.groups ?? [],
    people: approvers?.people ?? [],
    excluded: excludedPeople(decision),
    quorum: approvers?.quorum ?? 1,
    votes: approval.votes.map((vote) => ({ ...vote, at: instantOf(vote.at) })),
    requestedAt: instantOf(approval.requestedAt),
    expiresAt: instantOf(approval.expiresAt),
    decidedAt: approval.decidedAt === null ? null : instantOf(approval.decidedAt),
  };
}
