import { toolCallReleased } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { Authority } from '../calls/authority.js';
import { callEnvelope, outcomeEventId } from './call-envelope.js';

/** An intercepted call goes on to the agent; under a grant, that uses the grant up. */
export function releasedEvent(call: ToolCall, by: Authority, at: number): PreparedEvent {
  const { decisionId, actionDigest } = by.decision.decision;
  return prepareEvent(toolCallReleased, {
    ...callEnvelope(call, at),
    id: outcomeEventId(call.id),
    data: {
      callId: call.id,
      // Under a grant: the decision made again just now.
      decisionId: by.recheck?.decision.decisionId ?? decisionId,
      ...(by.grant ? { grantId: by.grant.grant.grantId } : {}),
      actionDigest,
    },
  });
}
