import { endedUnsent } from '../../domain/call/ending.js';
import type { CallParts } from '../call-parts.js';
import { endCall } from './end-call.js';

const batch = 100;

/**
 * Ends held calls of whose approval nothing was heard although its time is over: a bus that lost power may have lost
 * what people decided after it was sealed. Such a call unwinds instead of waiting for ever.
 */
export function endOverdue(parts: CallParts) {
  return async (): Promise<void> => {
    if (!parts.record.available()) return;
    for (const call of await parts.calls.overdue(batch)) {
      const message = 'Nothing was heard of the approval of the call in time; it did not run.';
      await endCall(parts, call, endedUnsent('expired', 'approval_expired', message));
      parts.signals.arrive(call.id, true);
    }
  };
}
