import { approvalCancelled } from '@countersign/contracts';
import type { Approval } from '../domain/approval.js';
import { approvalEvent, approvalReference } from './approval-event.js';
import type { ApprovalsParts } from './ports.js';
import { publishOwed } from './publish-owed.js';

function withdrawn(approval: Approval, at: number) {
  if (approval.status !== 'pending') return null;
  const cancelled: Approval = { ...approval, status: 'cancelled', decidedAt: at };
  const event = approvalEvent(approvalCancelled, cancelled, {
    // Derived from the approval: told once, however often the end of the call is heard.
    id: `withdrawn_${approval.approvalId}`,
    at,
    actor: { kind: 'service', id: 'approvals' },
    data: { ...approvalReference(approval), cancelledBy: 'approvals', reasonCode: 'call_ended' },
  });
  return { approval: cancelled, events: [event] };
}

/** The call is over without having run: nobody is to be asked about it any more, since their grant would run nothing. */
export async function withdrawEnded(
  parts: Pick<ApprovalsParts, 'store' | 'publish' | 'clock'>,
  key: { tenant: string; approvalId: string },
): Promise<void> {
  const at = parts.clock.now();
  if (await parts.store.change(key, (approval) => withdrawn(approval, at))) await publishOwed(parts, key);
}
