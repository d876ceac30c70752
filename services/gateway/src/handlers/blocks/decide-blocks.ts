import type { Refused } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { ModelCall } from '../../domain/model/model-call.js';
import type { BlockOutcome, BlockOutcomes } from '../../domain/wire/seam/block-outcome.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import type { ModelParts } from '../models/model-parts.js';
import { decideBlock } from './decide-block.js';

export interface DecidedBlocks {
  outcomes: BlockOutcomes;
  callIds: string[];
  events: PreparedEvent[];
}

/** Every tool call of one answer, each decided on its own and all at the same time. */
export async function decideBlocks(
  parts: ModelParts,
  modelCall: ModelCall,
  blocks: readonly ProposedBlock[],
): Promise<DecidedBlocks | Refused> {
  const decided = await Promise.all(
    blocks.map(async (block) => ({ block, decision: await decideBlock(parts, modelCall, block) })),
  );
  const outcomes = new Map<string, BlockOutcome>();
  const callIds: string[] = [];
  const events: PreparedEvent[] = [];
  for (const { block, decision } of decided) {
    if ('ok' in decision) return decision;
    outcomes.set(block.blockId, decision.outcome);
    callIds.push(decision.callId);
    events.push(...decision.events);
  }
  return { outcomes, callIds, events };
}
