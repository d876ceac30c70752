import { toolCallStarted } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { Authority } from '../calls/authority.js';
import { callEnvelope } from './call-envelope.js';

/** Intent: on the record before the effect. */
export function startedEvent(call: ToolCall, by: Authority & { leaseId: string | null }, at: number): PreparedEvent {
  const { decisionId, actionDigest, target } = by.decision.decision;
  return prepareEvent(toolCallStarted, {
    ...callEnvelope(call, at),
    id: `started_${call.id}`,
    data: {
      callId: call.id,
      decisionId,
      ...(by.recheck ? { recheckDecisionId: by.recheck.decision.decisionId } : {}),
      ...(by.grant ? { grantId: by.grant.grant.grantId } : {}),
      ...(by.leaseId === null ? {} : { leaseId: by.leaseId }),
      actionDigest,
      argumentsDigest: call.argumentsDigest,
      target,
    },
  });
}
