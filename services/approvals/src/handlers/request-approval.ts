import { instantOf } from '@countersign/chassis';
import { approvalRequested } from '@countersign/contracts';
import type { ReceivedEvent } from '@countersign/messaging';
import type { Approval } from '../domain/approval.js';
import { requestApproval } from '../domain/request-approval.js';
import { approvalEvent, approvalReference } from './approval-event.js';
import type { ApprovalsParts } from './ports.js';
import { withdrawEnded } from './withdraw-ended.js';

function requestedEvent(approval: Approval, cause: string, at: number) {
  const { approvers, decisionId, tool } = approval.decision;
  return approvalEvent(approvalRequested, approval, {
    // Derived from the approval: the same hold heard twice tells one fact.
    id: `requested_${approval.approvalId}`,
    at,
    actor: { kind: 'service', id: 'approvals' },
    cause: [cause],
    data: {
      ...approvalReference(approval),
      decisionId,
      tool,
      groups: approvers?.groups ?? [],
      people: approvers?.people ?? [],
      quorum: approvers?.quorum ?? 1,
      expiresAt: instantOf(approval.expiresAt),
    },
  });
}

/** A hold becomes an approval. Idempotent: the durable consumer may deliver again. */
export function onToolCallDecided(
  parts: ApprovalsParts & {
    verifyDecision: (signed: { decision: Approval['decision']; signature: string }) => boolean;
  },
) {
  return async (event: ReceivedEvent): Promise<void> => {
    if (event.leaf.type !== 'ToolCallDecided') return;
    const { decision, signature } = event.leaf.data;
    if (decision.verdict !== 'hold' || decision.phase !== 'initial') return;
    if (!parts.verifyDecision({ decision, signature }))
      throw new Error(`decision ${decision.decisionId} carries no valid signature of policy`);
    const body = event.payloads['arguments']?.body;
    if (body === undefined) throw new Error(`decision ${decision.decisionId} holds a call but carries no arguments`);
    const argumentsText = Buffer.from(body, 'base64').toString('utf8');
    const now = parts.clock.now();
    const approval = requestApproval({ decision, argumentsText, traceparent: event.leaf.traceparent ?? null }, now);
    const requested = requestedEvent(approval, event.leaf.id, now);
    if (await parts.store.add(approval, [requested])) await parts.publish([requested]);
    if (await parts.store.hasEnded(approval)) await withdrawEnded(parts, approval);
  };
}
