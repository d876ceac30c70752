import type { Result } from '@countersign/contracts';
import type { SignedDecision, ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { heldEvent } from '../events/held-event.js';
import { seal } from '../events/seal.js';
import { recordUnavailable } from '../refused.js';
import { asStored } from './as-stored.js';

/** Keeps a call until people have decided. The agent is told only once that is on the record. */
export async function holdCall(parts: CallParts, call: ToolCall, decision: SignedDecision): Promise<Result<ToolCall>> {
  const held: ToolCall = { ...call, status: 'held', decision, replica: null };
  const event = heldEvent(call, decision.decision, parts.clock.now());
  const moved = await parts.calls.move(call, { status: 'held', decision, replica: null }, event);
  if (!moved) return asStored(parts, call);
  const sealed = await seal({ ...parts, publisher: parts.outbox }, [event]);
  if (sealed) parts.sealedSteps.add(event.id);
  return sealed ? { ok: true, value: held } : recordUnavailable();
}
