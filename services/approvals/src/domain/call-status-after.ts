import type { Leaf } from '@countersign/contracts';
import type { CallStatus } from './approval.js';

/** What a gateway event says about the call that an approval was for; null when it says nothing. */
export function callStatusAfter(type: Leaf['type']): CallStatus | null {
  switch (type) {
    case 'ToolCallStarted':
      return 'executing';
    case 'ToolCallSucceeded':
      return 'executed';
    case 'ToolCallFailed':
      return 'failed';
    case 'ToolCallOutcomeUnknown':
      return 'unknown';
    case 'ToolCallReleased':
      return 'released';
    default:
      return null;
  }
}
