import type { SignedDecision, ToolCall } from '../../domain/call/tool-call.js';
import { heldEvent } from '../events/held-event.js';
import { seal } from '../events/seal.js';
import { recordUnavailable } from '../refused.js';
import type { BlockDecision, BlockParts } from './block-context.js';
import { deniedOtherwise, waitsForPeople } from './explain-block.js';
import { releaseGranted } from './release-granted.js';

/** Keeps an intercepted call for people, and waits for them for a short time on the open connection. */
export async function holdBlock(parts: BlockParts, call: ToolCall, signed: SignedDecision): Promise<BlockDecision> {
  const moved = parts.signals.wait(call.id, parts.heldWaitMs);
  await parts.calls.insert({ ...call, status: 'held', decision: signed, replica: null });
  if (!(await seal(parts, [heldEvent(call, signed.decision, parts.clock.now())]))) return recordUnavailable();
  await moved;
  return afterWait(parts, call, signed);
}

/** As above, for a call that the model proposed before and that still waits. */
export async function waitAgain(parts: BlockParts, call: ToolCall, signed: SignedDecision): Promise<BlockDecision> {
  const moved = parts.signals.wait(call.id, parts.heldWaitMs);
  const stored = await parts.calls.get(call);
  if (stored?.call.status === 'held') await moved;
  return afterWait(parts, call, signed);
}

async function afterWait(parts: BlockParts, call: ToolCall, signed: SignedDecision): Promise<BlockDecision> {
  const stored = await parts.calls.get(call);
  const now = stored?.call ?? call;
  if (now.status === 'granted') {
    const released = await releaseGranted(parts, now);
    if (released) return released;
  }
  if (now.outcome) {
    return { callId: call.id, outcome: deniedOtherwise({ ...call, decision: signed }, now.outcome), events: [] };
  }
  return { callId: call.id, outcome: waitsForPeople(call, signed.decision, parts.consoleUrl), events: [] };
}
