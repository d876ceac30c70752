import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import type { StoredCall } from '../ports/call-store.js';

/** A call as its agent may see it: an outcome that is not on the record yet has not happened for anybody outside (promise 1). */
export function tellable(parts: Pick<CallParts, 'sealedOutcomes'>, { call, outcomePending }: StoredCall): ToolCall {
  if (!outcomePending || parts.sealedOutcomes.has(call.id)) return call;
  return { ...call, status: call.mode === 'executed' ? 'started' : 'held', outcome: null };
}
