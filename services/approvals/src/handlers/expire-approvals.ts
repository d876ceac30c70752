import { approvalExpired } from '@countersign/contracts';
import type { Approval } from '../domain/approval.js';
import { approvalEvent, approvalReference } from './approval-event.js';
import type { ApprovalsParts } from './ports.js';
import { publishOwed } from './publish-owed.js';

const batchSize = 100;

function expire(approval: Approval, at: number) {
  if (approval.status !== 'pending' || at < approval.expiresAt) return null;
  const expired: Approval = { ...approval, status: 'expired', decidedAt: at };
  const event = approvalEvent(approvalExpired, expired, {
    id: `expired_${approval.approvalId}`,
    at,
    actor: { kind: 'service', id: 'approvals' },
    data: approvalReference(approval),
  });
  return { approval: expired, events: [event] };
}

/** Ends approvals whose time has passed. The wait is a row, never a parked message. */
export function expireApprovals(parts: ApprovalsParts) {
  return async (): Promise<number> => {
    const at = parts.clock.now();
    const due = await parts.store.overdue(at, batchSize);
    for (const key of due) {
      const changed = await parts.store.change(key, (approval) => expire(approval, at));
      if (changed) await publishOwed(parts, key);
    }
    return due.length;
  };
}
