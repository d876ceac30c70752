import type { ReceivedEvent } from '@countersign/messaging';
import { approvalIdOf } from '../domain/approval.js';
import { callStatusAfter } from '../domain/call-status-after.js';
import type { ApprovalsParts } from './ports.js';
import { withdrawEnded } from './withdraw-ended.js';

/**
 * How a call ends that the gateway gave up before it knew what policy says, or that its agent took back as soon as it was
 * held: the hold may be heard of only after that.
 */
const beforeDecided: ReadonlySet<string> = new Set([
  'policy_unavailable',
  'record_unavailable',
  'gateway_interrupted',
  'withdrawn',
]);

/**
 * Shows approvers what became of the call they decided on, and withdraws the question when the call ended before they
 * did. Calls that were never held have no approval: nothing happens.
 */
export function onCallOutcome(parts: Pick<ApprovalsParts, 'store' | 'publish' | 'clock'>) {
  return async ({ leaf }: ReceivedEvent): Promise<void> => {
    const status = callStatusAfter(leaf.type);
    if (!status) return;
    const key = { tenant: leaf.tenant, approvalId: approvalIdOf(leaf.subject) };
    // Kept before the approval is looked for, as `onToolCallDecided` looks for this after it has added one.
    const mayStillBeHeld = leaf.type === 'ToolCallFailed' && beforeDecided.has(leaf.data.reasonCode);
    if (mayStillBeHeld) await parts.store.noteEnded(key, parts.clock.now());
    await parts.store.setCallStatus(key, status);
    if (leaf.type === 'ToolCallFailed' && !leaf.data.started) await withdrawEnded(parts, key);
  };
}
