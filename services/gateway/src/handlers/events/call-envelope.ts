import { instantOf } from '@countersign/chassis';
import type { Actor } from '@countersign/contracts';
import type { ToolCall } from '../../domain/call/tool-call.js';

const gateway: Actor = { kind: 'service', id: 'gateway' };

/** What every event about a tool call has in common. `at`: milliseconds since the epoch. */
export function callEnvelope(call: ToolCall, at: number) {
  const { tenant, agent, run, traceparent } = call;
  return { tenant, agent, run, traceparent, time: instantOf(at), subject: call.id, actor: gateway };
}

/** A call ends once: every way to end has this one event id, so that a second ending would show as a conflict. */
export function outcomeEventId(callId: string): string {
  return `outcome_${callId}`;
}

export function heldEventId(callId: string): string {
  return `held_${callId}`;
}
