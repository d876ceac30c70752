import type { ModelCall } from '../../domain/model/model-call.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import { endedUnsent } from '../../domain/call/ending.js';
import { outcomeEvent } from '../events/outcome-event.js';
import { seal } from '../events/seal.js';
import type { ModelParts } from '../models/model-parts.js';
import { recordUnavailable } from '../refused.js';
import type { BlockDecision } from './block-context.js';
import { decideBlock } from './decide-block.js';

interface StreamedBlock {
  block: ProposedBlock;
  /** The agent is not there any more: an allowed call can no longer be released. */
  isGone: () => boolean;
}

/** Decides one tool call of a streamed answer; what it resolves with may be released at once, for it is on the record. */
export async function decideStreamedBlock(
  parts: ModelParts,
  modelCall: ModelCall,
  { block, isGone }: StreamedBlock,
): Promise<BlockDecision> {
  const decided = await decideBlock(parts, modelCall, block);
  if ('ok' in decided || decided.events.length === 0) return decided;
  const events = isGone() && decided.released ? [notReleased(parts, decided.released)] : decided.events;
  return (await seal(parts, events)) ? decided : recordUnavailable();
}

function notReleased(parts: ModelParts, call: Parameters<typeof outcomeEvent>[0]) {
  const ending = endedUnsent('failed', 'client_disconnected', 'The agent was gone before the call could be released.');
  return outcomeEvent(call, ending, { at: parts.clock.now(), salt: parts.ids.bytes(32) });
}
