import type { WithheldOutcome } from '../seam/block-outcome.js';
import { readableName } from './readable-name.js';

export interface HeldCall {
  toolName: string;
  callId: string;
  decisionId: string;
  approvalId: string;
  /** Where a person decides; an agent's key opens nothing there. */
  approvalUrl: string;
  /** RFC 3339. */
  expiresAt: string;
}

/** What a model reads in place of a call that waits for people. */
export function composeHeld(held: HeldCall): WithheldOutcome {
  const { callId, decisionId, approvalId, approvalUrl, expiresAt } = held;
  const text = [
    `The call to ${readableName(held.toolName)} needs human approval and was not run.`,
    `Approval: ${approvalId}, open until ${expiresAt}. Decision: ${decisionId}.`,
    'Once it is granted, make the same call again with exactly the same arguments: it then passes once.',
    `A person decides here: ${approvalUrl}`,
  ].join(' ');
  const machine = {
    ...{ status: 'held' as const, call_id: callId, decision_id: decisionId },
    ...{ approval_id: approvalId, approval_url: approvalUrl, expires_at: expiresAt },
  };
  return { kind: 'held', text, machine };
}
