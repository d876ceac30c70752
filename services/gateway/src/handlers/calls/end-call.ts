import type { Result } from '@countersign/contracts';
import type { Ending } from '../../domain/call/ending.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { outcomeEvent } from '../events/outcome-event.js';
import { seal } from '../events/seal.js';
import { recordUnavailable } from '../refused.js';
import { asStored } from './as-stored.js';
import { persist } from './persist.js';

/**
 * Ends a call: state and event in one step, then waits until the event is on the record. Refused when it is not yet:
 * the outcome is stored and will be, and the agent can fetch it by the call's id.
 */
export async function endCall(parts: CallParts, call: ToolCall, ending: Ending): Promise<Result<ToolCall>> {
  const event = outcomeEvent(call, ending, { at: parts.clock.now(), salt: parts.ids.bytes(32) });
  const change = { status: ending.status, outcome: ending.outcome, replica: null };
  const store = () => parts.calls.move(call, change, event);
  // A call that had started must not stay so because of a passing fault of the store.
  const moved = await (ending.sent || call.status === 'started' ? persist(parts, store) : store());
  if (!moved) return asStored(parts, call);
  const sealed = await seal({ ...parts, publisher: parts.outbox }, [event]);
  if (sealed) parts.sealedSteps.add(event.id);
  parts.signals.arrive(call.id, true);
  return sealed ? { ok: true, value: { ...call, ...change } } : recordUnavailable();
}
