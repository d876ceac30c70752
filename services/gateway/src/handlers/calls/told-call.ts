import type { Result } from '@countersign/contracts';
import { hiddenDenial } from '../../domain/call/hidden-denial.js';
import type { CallStatus, ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { denialMode } from '../registry/denial-mode.js';

const messages: Readonly<Partial<Record<CallStatus, string>>> = {
  denied: hiddenDenial.message,
  rejected: 'The call was rejected and was not run.',
  expired: 'Nobody decided the call in time; it was not run.',
  cancelled: 'The call was cancelled and was not run.',
};

/** A call as its tenant lets the agent read of it: where denials are not explained, without rule, reasons and remedy. */
export async function toldCall(parts: CallParts, result: Result<ToolCall>): Promise<Result<ToolCall>> {
  if (!result.ok) return result;
  const call = result.value;
  const message = messages[call.status];
  if (message === undefined || (await denialMode(parts, call.tenant)) === 'explain') return result;
  const reasonCode = call.status === 'denied' ? hiddenDenial.reasonCode : `approval_${call.status}`;
  return { ok: true, value: { ...call, outcome: { reasonCode, message }, decision: unexplained(call, reasonCode) } };
}

/** The decision's identity, without what it was decided by. For showing only: its signature no longer fits. */
function unexplained({ decision }: ToolCall, reasonCode: string): ToolCall['decision'] {
  if (!decision) return null;
  const { remedy: _, ...kept } = decision.decision;
  return { signature: '', decision: { ...kept, reasonCode, reasons: [], rule: null } };
}
