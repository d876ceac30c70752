import type { Refusal } from '@countersign/contracts';
import { excludedPeople, type Approval, type ApprovalStatus, type Channel, type Vote } from './approval.js';

export interface VoteCommand {
  person: string;
  vote: 'approve' | 'reject';
  /** What the person saw. */
  actionDigest: string;
  reason: string | null;
  channel: Channel;
  at: number;
}

export type VoteOutcome =
  { ok: true; approval: Approval; outcome: 'voted' | 'granted' | 'rejected' } | { ok: false; refusal: Refusal };

const refuse = (reasonCode: string, message: string, remedy?: string): VoteOutcome => ({
  ok: false,
  refusal: { reasonCode, message, ...(remedy ? { remedy } : {}) },
});

function eligibility(approval: Approval, command: VoteCommand): VoteOutcome | null {
  const { decision } = approval;
  if (excludedPeople(decision).includes(command.person)) {
    return refuse(
      'self_approval',
      'The requester and the agent’s owner cannot decide on their own call.',
      'Ask another approver.',
    );
  }
  const eligible = new Set([...(decision.approvers?.people ?? []), ...escalatedPeople(approval, command.at)]);
  if (!eligible.has(command.person))
    return refuse(
      'not_an_approver',
      'You are not among the approvers of this call.',
      `Ask one of: ${[...eligible].join(', ')}.`,
    );
  if (approval.votes.some((vote) => vote.person === command.person))
    return refuse('already_voted', 'You have voted on this call before.');
  return null;
}

/** People added once the escalation time has passed. */
function escalatedPeople(approval: Approval, now: number): string[] {
  const escalate = approval.decision.approvers?.escalate;
  return escalate && now >= approval.requestedAt + escalate.afterSeconds * 1000 ? escalate.people : [];
}

function openness(approval: Approval, command: VoteCommand): VoteOutcome | null {
  if (approval.status !== 'pending') return refuse('already_decided', `This approval is already ${approval.status}.`);
  if (command.at >= approval.expiresAt)
    return refuse('expired', 'The time to decide has passed.', 'Let the agent propose the call again.');
  if (command.actionDigest !== approval.decision.actionDigest)
    return refuse(
      'action_changed',
      'The action is not the one you saw.',
      'Load it again and decide on what it is now.',
    );
  return null;
}

function statusAfter(approval: Approval, votes: Vote[]): ApprovalStatus {
  if (votes.some((vote) => vote.vote === 'reject')) return 'rejected';
  return votes.length >= (approval.decision.approvers?.quorum ?? 1) ? 'granted' : 'pending';
}

/** One person's vote on one exact action. One rejection rejects; `quorum` distinct people grant. */
export function castVote(approval: Approval, command: VoteCommand): VoteOutcome {
  const refused = openness(approval, command) ?? eligibility(approval, command);
  if (refused) return refused;
  const { person, vote, channel, at, reason } = command;
  const votes = [...approval.votes, { person, vote, channel, at, reason }];
  const status = statusAfter(approval, votes);
  const decidedAt = status === 'pending' ? null : at;
  return {
    ok: true,
    approval: { ...approval, votes, status, decidedAt },
    outcome: status === 'granted' || status === 'rejected' ? status : 'voted',
  };
}
