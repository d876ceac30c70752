import type { ApprovalView, PersonActor, Result } from '@countersign/contracts';
import { excludedPeople, type Approval, type ApprovalStatus } from '../domain/approval.js';
import { approvalView } from './approval-view.js';
import type { ApprovalsParts } from './ports.js';

export interface ListRequest {
  actor: PersonActor;
  status?: ApprovalStatus | undefined;
  agent?: string | undefined;
  mine?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}

export const approvalNotFound = {
  ok: false as const,
  refusal: { reasonCode: 'not_found', message: 'There is no such approval in your tenant.' },
};

function decodeCursor(cursor: string | undefined) {
  const match = cursor === undefined ? null : /^(\d{1,15})~([A-Za-z0-9_-]{1,64})$/.exec(cursor);
  return match ? { requestedAt: Number(match[1]), approvalId: match[2] as string } : undefined;
}

function mayDecide(approval: Approval, person: string): boolean {
  const { decision } = approval;
  const undecided = approval.status === 'pending' && !approval.votes.some((vote) => vote.person === person);
  return undecided && (decision.approvers?.people ?? []).includes(person) && !excludedPeople(decision).includes(person);
}

export function listApprovals(parts: Pick<ApprovalsParts, 'store'>) {
  return async (request: ListRequest): Promise<Result<{ approvals: ApprovalView[]; next: string | null }>> => {
    const { actor, status, agent, limit, mine } = request;
    const page = await parts.store.list({
      tenant: actor.tenant,
      status,
      agent,
      limit,
      before: decodeCursor(request.cursor),
    });
    const last = page.at(-1);
    const next = page.length === limit && last ? `${last.requestedAt}~${last.approvalId}` : null;
    const shown = mine ? page.filter((approval) => mayDecide(approval, actor.person)) : page;
    return { ok: true, value: { approvals: shown.map(approvalView), next } };
  };
}

export function getApproval(parts: Pick<ApprovalsParts, 'store'>) {
  return async (request: { actor: PersonActor; approvalId: string }): Promise<Result<ApprovalView>> => {
    const approval = await parts.store.get(request.actor.tenant, request.approvalId);
    return approval ? { ok: true, value: approvalView(approval) } : approvalNotFound;
  };
}
