import type { ApprovalCancelled, ApprovalExpired, ApprovalRejected } from '@countersign/contracts';
import { endedUnsent, type Ending } from '../../domain/call/ending.js';
import type { CallParts } from '../call-parts.js';
import { endCall } from './end-call.js';
import { callOfApproval } from './stored-call.js';

type EndedApproval = ApprovalRejected | ApprovalExpired | ApprovalCancelled;

function endingOf(event: EndedApproval): Ending {
  switch (event.type) {
    case 'ApprovalRejected':
      return endedUnsent('rejected', 'approval_rejected', `${event.data.rejectedBy} rejected the call.`);
    case 'ApprovalExpired':
      return endedUnsent('expired', 'approval_expired', 'Nobody decided the call in time.');
    case 'ApprovalCancelled':
      return endedUnsent('cancelled', event.data.reasonCode, 'The call was withdrawn before it was decided.');
  }
}

/** People said no, or nothing in time: the held call ends without having run. */
export function endApproval(parts: CallParts) {
  return async (event: EndedApproval): Promise<void | 'later'> => {
    const call = await callOfApproval(parts, { tenant: event.tenant, id: event.data.callId }, event.time);
    if (call === 'later') return 'later';
    if (call?.status === 'held') await endCall(parts, call, endingOf(event));
    // Another replica may have been first; who waits here is told all the same.
    parts.signals.arrive(event.data.callId, true);
  };
}
