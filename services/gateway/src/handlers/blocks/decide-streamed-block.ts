import type { ModelCall } from '../../domain/model/model-call.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import { seal } from '../events/seal.js';
import { recordUnavailable } from '../refused.js';
import type { BlockDecision, BlockParts } from './block-context.js';
import { decideBlock } from './decide-block.js';

/**
 * Decides one tool call of a streamed answer. That it was withheld is on the record when this resolves; that it was
 * released is not yet, for it may never be: the answer can still break off.
 */
export async function decideStreamedBlock(
  parts: BlockParts,
  modelCall: ModelCall,
  block: ProposedBlock,
): Promise<BlockDecision> {
  const decided = await decideBlock(parts, modelCall, block);
  if ('ok' in decided || decided.released || decided.events.length === 0) return decided;
  return (await seal(parts, decided.events)) ? decided : recordUnavailable();
}
