import type { ToolCallDecided } from '@countersign/contracts';
import type { ReceivedEvent } from '@countersign/messaging';
import type { SignedDecision, ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';

/**
 * The durable way of decisions: keeps what a replica may have missed or not lived to act upon, for the sweep.
 * An executed call is stored before it is decided, so a held call that is not stored is an intercepted one.
 */
export function noteDecision(parts: CallParts, actedUpon: (callId: string) => boolean) {
  return async ({ leaf, payloads }: ReceivedEvent): Promise<void> => {
    if (leaf.type !== 'ToolCallDecided' || actedUpon(leaf.data.decision.callId)) return;
    const signed = leaf.data;
    if (signed.decision.phase !== 'initial' || !parts.signatures.decision(signed)) return;
    const reference = { tenant: leaf.tenant, id: signed.decision.callId };
    const stored = await parts.calls.get(reference);
    if (stored?.call.status === 'proposed') {
      await parts.calls.move(stored.call, { status: 'proposed', decision: signed });
    }
    const shown = payloads.arguments;
    if (!stored && signed.decision.verdict === 'hold' && shown) await parts.calls.insert(heldCall(leaf, signed, shown));
  };
}

function heldCall(leaf: ToolCallDecided, signed: SignedDecision, shown: { salt: string; body: string }): ToolCall {
  const { callId, tenant, agent, run, tool, argumentsDigest, principal } = signed.decision;
  const argumentsText = Buffer.from(shown.body, 'base64').toString('utf8');
  return {
    ...{ id: callId, tenant, agent, run, tool, argumentsDigest, principal, argumentsText, salt: shown.salt },
    mode: 'intercepted',
    traceparent: leaf.traceparent ?? '',
    modelCallId: null,
    idempotencyKey: null,
    status: 'held',
    replica: null,
    decision: signed,
    grant: null,
    outcome: null,
    createdAt: Date.parse(leaf.time),
  };
}
