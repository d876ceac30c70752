import { instantOf } from '@countersign/chassis';
import {
  approvalGranted,
  approvalRejected,
  approvalVoted,
  type ApprovalView,
  type Grant,
  type PersonActor,
  type Refusal,
  type Result,
} from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { Approval } from '../domain/approval.js';
import { castVote, type VoteCommand } from '../domain/cast-vote.js';
import { approvalEvent, approvalReference } from './approval-event.js';
import { approvalView } from './approval-view.js';
import { approvalNotFound } from './read-approvals.js';
import type { ApprovalsParts } from './ports.js';
import { publishOwed } from './publish-owed.js';

export interface VoteParts extends ApprovalsParts {
  signGrant: (grant: Grant) => string;
  grantTtlMs: number;
}

export interface VoteRequest {
  actor: PersonActor;
  approvalId: string;
  actionDigest: string;
  vote: 'approve' | 'reject';
  reason: string | null;
  channel: 'api' | 'web' | 'slack' | 'teams';
}

function votedEvent(parts: VoteParts, approval: Approval, command: VoteCommand): PreparedEvent {
  const { person, vote, channel, reason, at } = command;
  const payloads =
    reason === null
      ? {}
      : { payloads: { reason: { body: Buffer.from(reason), mediaType: 'text/plain', salt: parts.ids.bytes(32) } } };
  return approvalEvent(approvalVoted, approval, {
    id: parts.ids.next('evt'),
    at,
    actor: { kind: 'person', id: person },
    data: { ...approvalReference(approval), person, vote, channel },
    ...payloads,
  });
}

function grantOf(parts: VoteParts, approval: Approval, at: number): Grant {
  return {
    grantId: parts.ids.next('gr'),
    tenant: approval.tenant,
    approvalId: approval.approvalId,
    callId: approval.decision.callId,
    decisionId: approval.decision.decisionId,
    actionDigest: approval.decision.actionDigest,
    approvedBy: approval.votes.filter((vote) => vote.vote === 'approve').map((vote) => vote.person),
    quorum: approval.decision.approvers?.quorum ?? 1,
    grantedAt: instantOf(at),
    expiresAt: instantOf(at + parts.grantTtlMs),
  };
}

function decidedEvent(parts: VoteParts, approval: Approval, voted: PreparedEvent): PreparedEvent[] {
  const at = approval.decidedAt ?? parts.clock.now();
  const fact = {
    id: parts.ids.next('evt'),
    at,
    actor: { kind: 'service' as const, id: 'approvals' },
    cause: [voted.id],
  };
  if (approval.status === 'granted') {
    const grant = grantOf(parts, approval, at);
    return [approvalEvent(approvalGranted, approval, { ...fact, data: { grant, signature: parts.signGrant(grant) } })];
  }
  const rejectedBy = approval.votes.find((vote) => vote.vote === 'reject')?.person;
  if (approval.status !== 'rejected' || rejectedBy === undefined) return [];
  return [approvalEvent(approvalRejected, approval, { ...fact, data: { ...approvalReference(approval), rejectedBy } })];
}

function eventsOf(parts: VoteParts, approval: Approval, command: VoteCommand): PreparedEvent[] {
  const voted = votedEvent(parts, approval, command);
  return [voted, ...decidedEvent(parts, approval, voted)];
}

/** Takes one person's vote. Two people voting at once are put in order by the store's row lock, so quorum is counted exactly once. */
export function voteApproval(parts: VoteParts) {
  return async (request: VoteRequest): Promise<Result<ApprovalView>> => {
    const { actor, approvalId, actionDigest, vote, reason, channel } = request;
    const command: VoteCommand = { person: actor.person, vote, actionDigest, reason, channel, at: parts.clock.now() };
    let refusal: Refusal | undefined;
    const key = { tenant: actor.tenant, approvalId };
    const changed = await parts.store.change(key, (approval) => {
      const outcome = castVote(approval, command);
      if (outcome.ok) return { approval: outcome.approval, events: eventsOf(parts, outcome.approval, command) };
      refusal = outcome.refusal;
      return null;
    });
    if (!changed) return refusal ? { ok: false, refusal } : approvalNotFound;
    await publishOwed(parts, key);
    return { ok: true, value: approvalView(changed.approval) };
  };
}
