import { toolCallHeld, type Decision } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { approvalExpiresAt, approvalIdOf } from '../../domain/call/approval-of.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { callEnvelope, heldEventId } from './call-envelope.js';

export function heldEvent(call: ToolCall, decision: Decision, at: number): PreparedEvent {
  const { decisionId, actionDigest } = decision;
  return prepareEvent(toolCallHeld, {
    ...callEnvelope(call, at),
    id: heldEventId(call.id),
    data: {
      callId: call.id,
      decisionId,
      approvalId: approvalIdOf(call.id),
      mode: call.mode,
      actionDigest,
      expiresAt: approvalExpiresAt(decision),
    },
  });
}
