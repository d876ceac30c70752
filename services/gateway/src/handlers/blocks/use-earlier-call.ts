import type { ToolCall } from '../../domain/call/tool-call.js';
import type { BlockDecision, BlockParts } from './block-context.js';
import { waitAgain } from './hold-block.js';
import { releaseGranted } from './release-granted.js';

/**
 * The same canonical call was proposed before: once people have granted it, it passes once; while they have not, it
 * is the same question to them and not another one. Null when there is no such call.
 */
export async function useEarlierCall(parts: BlockParts, call: ToolCall): Promise<BlockDecision | null> {
  for (;;) {
    const earlier = await parts.calls.waitingFor(call);
    if (!earlier?.decision) return null;
    if (earlier.status === 'held') return waitAgain(parts, earlier, earlier.decision);
    const released = await releaseGranted(parts, earlier);
    // Null: another answer used the grant just now. Perhaps there is one more.
    if (released) return released;
  }
}
