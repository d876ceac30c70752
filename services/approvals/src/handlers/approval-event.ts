import { instantOf } from '@countersign/chassis';
import type { Actor, EventDefinition } from '@countersign/contracts';
import { prepareEvent, type EventPayload, type PreparedEvent } from '@countersign/messaging';
import type { z } from 'zod';
import type { Approval } from '../domain/approval.js';

export interface ApprovalFact<D extends z.ZodType> {
  id: string;
  at: number;
  actor: Actor;
  data: z.input<D>;
  cause?: string[];
  payloads?: Record<string, EventPayload>;
}

/** Every event about an approval carries its run, agent and trace. */
export function approvalEvent<T extends string, D extends z.ZodType>(
  definition: EventDefinition<T, D>,
  approval: Approval,
  fact: ApprovalFact<D>,
): PreparedEvent {
  return prepareEvent(definition, {
    id: fact.id,
    tenant: approval.tenant,
    time: instantOf(fact.at),
    actor: fact.actor,
    subject: approval.approvalId,
    agent: approval.decision.agent,
    run: approval.decision.run,
    traceparent: approval.traceparent ?? undefined,
    data: fact.data,
    ...(fact.cause ? { cause: fact.cause } : {}),
    ...(fact.payloads ? { payloads: fact.payloads } : {}),
  });
}

/** Members that most approval events share. */
export function approvalReference(approval: Approval) {
  return {
    approvalId: approval.approvalId,
    callId: approval.decision.callId,
    actionDigest: approval.decision.actionDigest,
  };
}
