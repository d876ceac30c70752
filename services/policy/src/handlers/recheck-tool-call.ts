import { instantOf } from '@countersign/chassis';
import type { Decision, Result } from '@countersign/contracts';
import { parseStrictJson } from '@countersign/evidence';
import { decideCall, decidedEvent } from './decide-proposed-tool-call.js';
import type { DecideParts } from './ports.js';

export interface RecheckRequest {
  tenant: string;
  callId: string;
  agent: string;
  run: string;
  tool: string;
  argumentsText: string;
  principal: string | null;
  traceparent?: string | undefined;
}

/** Decides a granted call again right before it runs; on the record like the first decision. */
export function recheckToolCall(parts: DecideParts) {
  return async (request: RecheckRequest): Promise<Result<{ decision: Decision; signature: string }>> => {
    const { argumentsText, principal, traceparent, ...call } = request;
    const parsed = parseStrictJson(Buffer.from(argumentsText));
    if (!parsed.ok) return { ok: false, refusal: { reasonCode: 'request_malformed', message: parsed.refusal.message } };
    const frame = {
      ...call,
      decisionId: parts.ids.next('rck'),
      phase: 'recheck' as const,
      decidedAt: instantOf(parts.clock.now()),
    };
    const decided = await decideCall(parts, { frame, arguments: parsed.value, principal });
    const event = decidedEvent(parts, decided, { id: parts.ids.next('evt'), cause: [], traceparent });
    await parts.publisher.publish(event);
    parts.shadow.heard({ decision: decided.decision, arguments: parsed.value });
    return { ok: true, value: { decision: decided.decision, signature: parts.signDecision(decided.decision) } };
  };
}
