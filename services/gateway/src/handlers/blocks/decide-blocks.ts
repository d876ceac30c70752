import type { Refused } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { ModelCall } from '../../domain/model/model-call.js';
import type { BlockOutcome, BlockOutcomes } from '../../domain/wire/seam/block-outcome.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import { useReserved } from '../calls/reserve-grant.js';
import { recordUnavailable, refused } from '../refused.js';
import { reservedOf, type BlockParts, type DecidedBlock } from './block-context.js';
import { decideBlock } from './decide-block.js';
import { notReleased } from './not-released.js';

export interface DecidedBlocks {
  outcomes: BlockOutcomes;
  callIds: string[];
  events: PreparedEvent[];
}

/** No answer can be released; the events say how the calls that were decided end. */
export interface UndecidedBlocks extends Refused {
  events: PreparedEvent[];
}

const gone = () => refused('client_disconnected', 'The agent closed the connection before the answer was complete.');

/** Every tool call of one answer, each decided on its own and all at the same time. */
export async function decideBlocks(
  parts: BlockParts,
  modelCall: ModelCall,
  blocks: readonly ProposedBlock[],
): Promise<DecidedBlocks | UndecidedBlocks> {
  const outcomes = new Map<string, BlockOutcome>();
  const decided: DecidedBlock[] = [];
  let refusal: Refused | undefined;
  const decisions = await Promise.all(blocks.map((block) => decideBlock(parts, modelCall, block)));
  for (const [place, decision] of decisions.entries()) {
    if ('ok' in decision) refusal ??= decision;
    else {
      decided.push(decision);
      outcomes.set(blocks[place]?.blockId ?? '', decision.outcome);
    }
  }
  refusal ??= await findHindrance(parts, decided);
  if (refusal) {
    const why = { reasonCode: refusal.refusal.reasonCode, message: 'The answer was not released.' };
    return { ...refusal, events: await notReleased(parts, decided, why) };
  }
  const callIds = decided.map(({ callId }) => callId);
  return { outcomes, callIds, events: decided.flatMap((block) => block.events) };
}

/** Why the decided calls cannot leave now. Undefined when they can: then the grants among them are used up. */
async function findHindrance(parts: BlockParts, decided: readonly DecidedBlock[]): Promise<Refused | undefined> {
  if (parts.isGone?.()) return gone();
  return (await useReserved(parts, reservedOf(decided))) ? undefined : recordUnavailable();
}
