import {
  approvalCancelled,
  type ApprovalView,
  type PersonActor,
  type Refusal,
  type Result,
} from '@countersign/contracts';
import type { Approval } from '../domain/approval.js';
import { excludedPeople } from '../domain/approval.js';
import { approvalEvent, approvalReference } from './approval-event.js';
import { approvalView } from './approval-view.js';
import type { ApprovalsParts } from './ports.js';
import { publishOwed } from './publish-owed.js';
import { approvalNotFound } from './read-approvals.js';

function mayCancel(approval: Approval, actor: PersonActor): Refusal | null {
  if (approval.status !== 'pending')
    return { reasonCode: 'already_decided', message: `This approval is already ${approval.status}.` };
  const allowed = actor.roles.includes('admin') || excludedPeople(approval.decision).includes(actor.person);
  return allowed
    ? null
    : {
        reasonCode: 'forbidden',
        message: 'Only the requester, the agent’s owner or an administrator may withdraw a request.',
        remedy: 'Reject it instead.',
      };
}

/** Withdraws a request before it is decided. */
export function cancelApproval(parts: ApprovalsParts) {
  return async (request: { actor: PersonActor; approvalId: string }): Promise<Result<ApprovalView>> => {
    const { actor, approvalId } = request;
    const at = parts.clock.now();
    const key = { tenant: actor.tenant, approvalId };
    let refusal: Refusal | null = null;
    const changed = await parts.store.change(key, (current) => {
      refusal = mayCancel(current, actor);
      if (refusal) return null;
      const approval: Approval = { ...current, status: 'cancelled', decidedAt: at };
      const data = { ...approvalReference(approval), cancelledBy: actor.person, reasonCode: 'withdrawn' };
      return {
        approval,
        events: [
          approvalEvent(approvalCancelled, approval, {
            id: parts.ids.next('evt'),
            at,
            actor: { kind: 'person', id: actor.person },
            data,
          }),
        ],
      };
    });
    if (!changed) return refusal ? { ok: false, refusal } : approvalNotFound;
    await publishOwed(parts, key);
    return { ok: true, value: approvalView(changed.approval) };
  };
}
