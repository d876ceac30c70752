import type { ReceivedEvent } from '@countersign/messaging';
import { approvalIdOf } from '../domain/approval.js';
import { callStatusAfter } from '../domain/call-status-after.js';
import type { ApprovalsParts } from './ports.js';

/** Shows approvers what became of the call they decided on. Calls that were never held have no approval: nothing happens. */
export function onCallOutcome(parts: Pick<ApprovalsParts, 'store'>) {
  return async (event: ReceivedEvent): Promise<void> => {
    const status = callStatusAfter(event.leaf.type);
    if (status)
      await parts.store.setCallStatus(
        { tenant: event.leaf.tenant, approvalId: approvalIdOf(event.leaf.subject) },
        status,
      );
  };
}
