import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { heldEventId, outcomeEventId } from '../events/call-envelope.js';
import type { StoredCall } from '../ports/call-store.js';

/** A call as its agent may see it: a step that is not on the record yet has not happened for anybody outside (promise 1). */
export function tellable(parts: Pick<CallParts, 'sealedSteps'>, { call, pending }: StoredCall): ToolCall {
  const untold = pending.filter((event) => !parts.sealedSteps.has(event));
  if (untold.includes(outcomeEventId(call.id))) {
    return { ...call, status: call.mode === 'executed' ? 'started' : 'held', outcome: null };
  }
  const isHeld = call.status === 'held' && untold.includes(heldEventId(call.id));
  return isHeld ? { ...call, status: 'proposed', decision: null } : call;
}
