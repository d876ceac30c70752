import { endingOfRefusal } from '../../domain/call/ending-of-refusal.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { endCall } from '../calls/end-call.js';
import { recheck } from '../calls/recheck.js';
import { releasedEvent } from '../events/released-event.js';
import { seal } from '../events/seal.js';
import { recordUnavailable, refused } from '../refused.js';
import type { BlockDecision, BlockParts } from './block-context.js';
import { deniedOtherwise } from './explain-block.js';

/** Lets a granted call pass, once, if policy still allows it. Null when the grant has been used meanwhile. */
export async function releaseGranted(parts: BlockParts, call: ToolCall): Promise<BlockDecision | null> {
  // A grant is good for one release: it stays unused for when the model asks again.
  if (parts.isGone?.()) return refused('client_disconnected', 'The agent is gone.');
  const by = await recheck(parts, call);
  if (!by.ok) {
    if (by.refusal.reasonCode === 'policy_unavailable') return refused('policy_unavailable', by.refusal.message);
    await endCall(parts, call, endingOfRefusal(by.refusal));
    const decisionId = call.decision?.decision.decisionId ?? call.id;
    return { callId: call.id, outcome: deniedOtherwise(call.tool, by.refusal, decisionId), events: [] };
  }
  const event = releasedEvent(call, by.value, parts.clock.now());
  if (!(await parts.calls.move(call, { status: 'released' }, event))) return null;
  if (!(await seal({ ...parts, publisher: parts.outbox }, [event]))) return recordUnavailable();
  return { callId: call.id, outcome: { kind: 'pass' }, events: [] };
}
