import type { BlockOutcome, BlockOutcomes } from './block-outcome.js';
import type { ProposedBlock } from './proposed-block.js';

/** The outcome of a block; throws rather than let one pass that nobody decided or nobody could read. */
export function outcomeOf(block: ProposedBlock, outcomes: BlockOutcomes): BlockOutcome {
  const outcome = outcomes.get(block.blockId);
  if (!outcome) throw new Error(`no outcome was given for tool-call block ${block.blockId}`);
  return checkedOutcome(block, outcome);
}

export function checkedOutcome(block: ProposedBlock, outcome: BlockOutcome): BlockOutcome {
  if (outcome.kind === 'pass' && !block.argumentsJson.ok) {
    throw new Error(`tool-call block ${block.blockId} has arguments that do not parse and cannot pass`);
  }
  return outcome;
}
