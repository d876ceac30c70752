import type { Decision } from '@countersign/contracts';
import { approvalExpiresAt, approvalIdOf } from '../../domain/call/approval-of.js';
import type { CallOutcome, ToolCall } from '../../domain/call/tool-call.js';
import { composeDenial } from '../../domain/wire/reply/compose-denial.js';
import { composeHeld } from '../../domain/wire/reply/compose-held.js';
import type { WithheldOutcome } from '../../domain/wire/seam/block-outcome.js';

/** What the model reads in place of a call that policy denied. */
export function deniedByPolicy(decision: Decision): WithheldOutcome {
  const { tool, callId, decisionId, reasonCode, reasons, remedy, rule } = decision;
  const named = rule === null ? {} : { rule: `${rule.policy}: ${rule.name}` };
  const help = remedy === undefined ? {} : { remedy };
  return composeDenial({ toolName: tool, callId, decisionId, reasonCode, reasons, ...named, ...help });
}

/** What the model reads in place of a call that ended otherwise: rejected, expired, or one that could not be decided. */
export function deniedOtherwise(
  { id, tool, decision }: ToolCall,
  { reasonCode, message }: Pick<CallOutcome, 'reasonCode' | 'message'>,
): WithheldOutcome {
  const decisionId = decision?.decision.decisionId;
  return composeDenial({ toolName: tool, callId: id, decisionId, reasonCode, reasons: [message] });
}

/** What the model reads in place of a call that waits for people. */
export function waitsForPeople(call: ToolCall, decision: Decision, consoleUrl: string): WithheldOutcome {
  const approvalId = approvalIdOf(call.id);
  return composeHeld({
    toolName: call.tool,
    callId: call.id,
    decisionId: decision.decisionId,
    approvalId,
    approvalUrl: `${consoleUrl}/approvals/${approvalId}`,
    expiresAt: approvalExpiresAt(decision),
  });
}
