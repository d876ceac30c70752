import type { ToolCallDecided } from '@countersign/contracts';
import type { ReceivedEvent } from '@countersign/messaging';
import { endedUnsent } from '../../domain/call/ending.js';
import type { SignedDecision, ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { endCall } from './end-call.js';

/** An executed call is stored while it is proposed: after this long the replica that should have done it is gone. */
const storedWithinMs = 10_000;

/**
 * The durable way of decisions: keeps what a replica may have missed or not lived to act upon, for the sweep. `later`:
 * the call may still be about to be stored.
 */
export function noteDecision(parts: CallParts, actedUpon: (callId: string) => boolean) {
  return async (event: ReceivedEvent): Promise<void | 'later'> => {
    const { leaf } = event;
    if (leaf.type !== 'ToolCallDecided' || actedUpon(leaf.data.decision.callId)) return;
    const signed = leaf.data;
    if (signed.decision.phase !== 'initial' || !parts.signatures.decision(signed)) return;
    const stored = await parts.calls.get({ tenant: leaf.tenant, id: signed.decision.callId });
    if (!stored) return noteUnstored(parts, leaf, event.payloads['arguments']);
    if (stored.call.status === 'proposed') {
      await parts.calls.move(stored.call, { status: 'proposed', decision: signed });
    }
  };
}

interface Shown {
  salt: string;
  body: string;
}

/** An intercepted call is stored here once it is held; an executed one was proposed by a replica that did not live to store it. */
async function noteUnstored(parts: CallParts, leaf: ToolCallDecided, shown?: Shown): Promise<void | 'later'> {
  const { decision } = leaf.data;
  if (decision.mode === 'executed') {
    if (parts.clock.now() - Date.parse(leaf.time) < storedWithinMs) return 'later';
    await adopt(parts, callOf(leaf, leaf.data, shown ?? { salt: '', body: '' }));
  } else if (decision.verdict === 'hold' && shown) {
    await parts.calls.insert({ ...callOf(leaf, leaf.data, shown), mode: 'intercepted', status: 'held' });
  }
}

/** The sweep goes on from here with what was held or denied. What was allowed ends: its arguments are known no more. */
async function adopt(parts: CallParts, call: ToolCall): Promise<void> {
  if ((await parts.calls.insert(call)) || call.decision?.decision.verdict !== 'allow') return;
  const message = 'The gateway stopped before the call was stored; it did not run.';
  await endCall(parts, call, endedUnsent('failed', 'gateway_interrupted', message));
}

function callOf(leaf: ToolCallDecided, signed: SignedDecision, shown: Shown): ToolCall {
  const { callId, tenant, agent, run, tool, argumentsDigest, principal } = signed.decision;
  const argumentsText = Buffer.from(shown.body, 'base64').toString('utf8');
  return {
    ...{ id: callId, tenant, agent, run, tool, argumentsDigest, principal, argumentsText, salt: shown.salt },
    mode: 'executed',
    traceparent: leaf.traceparent ?? '',
    modelCallId: null,
    idempotencyKey: null,
    status: 'proposed',
    replica: null,
    decision: signed,
    grant: null,
    outcome: null,
    createdAt: Date.parse(leaf.time),
  };
}
