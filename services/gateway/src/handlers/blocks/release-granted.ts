import { endingOfRefusal } from '../../domain/call/ending-of-refusal.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { endCall } from '../calls/end-call.js';
import { recheck } from '../calls/recheck.js';
import { reserveGrant } from '../calls/reserve-grant.js';
import { refused } from '../refused.js';
import type { BlockDecision, BlockParts } from './block-context.js';
import { deniedOtherwise } from './explain-block.js';

/** Keeps the grant of a call for this answer, if policy still allows it. Null when another answer has it. */
export async function releaseGranted(parts: BlockParts, call: ToolCall): Promise<BlockDecision | null> {
  // A grant is good for one release: it stays unused for when the model asks again.
  if (parts.isGone?.()) return refused('client_disconnected', 'The agent is gone.');
  const by = await recheck(parts, call);
  if (!by.ok) {
    if (by.refusal.reasonCode === 'policy_unavailable') return refused('policy_unavailable', by.refusal.message);
    await endCall(parts, call, endingOfRefusal(by.refusal));
    return { callId: call.id, outcome: deniedOtherwise(call, by.refusal), events: [] };
  }
  const reserved = await reserveGrant(parts, call, by.value);
  return reserved && { callId: call.id, outcome: { kind: 'pass' }, events: [], reserved };
}
