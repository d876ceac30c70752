import type { Refusal } from '@countersign/contracts';
import type { ToolCall } from './tool-call.js';

/** All that an agent reads of a denial where its tenant names only the kind: whatever was denied, and whether it exists. */
export const hiddenDenial: Refusal = {
  reasonCode: 'policy_denied',
  message: 'The call was denied by policy and was not run.',
};

/** Whether a call, as its agent may see it, is told no further than that: like a call that never came to be. */
export function isHiddenDenial({ status, outcome }: ToolCall): boolean {
  return status === 'denied' && outcome?.reasonCode === hiddenDenial.reasonCode;
}
