import type { BlockOutcome } from '../seam/block-outcome.js';
import { checkedOutcome } from '../seam/outcome-of.js';
import type { ProposedBlock } from '../seam/proposed-block.js';

/** The blocks of one stream that were put up for decision, and what became of them. */
export class HeldBlocks {
  private readonly asked = new Map<string, ProposedBlock>();
  private readonly outcomes = new Map<string, BlockOutcome>();

  get count(): number {
    return this.asked.size;
  }

  ask(block: ProposedBlock): void {
    if (this.asked.has(block.blockId)) throw new Error(`tool-call block ${block.blockId} was put up twice`);
    this.asked.set(block.blockId, block);
  }

  settle(blockId: string, outcome: BlockOutcome): void {
    const block = this.asked.get(blockId);
    if (!block) throw new Error(`tool-call block ${blockId} was never put up for decision`);
    if (this.outcomes.has(blockId)) throw new Error(`tool-call block ${blockId} was decided twice`);
    this.outcomes.set(blockId, checkedOutcome(block, outcome));
  }

  outcome(block: ProposedBlock): BlockOutcome | undefined {
    return this.outcomes.get(block.blockId);
  }

  isSettled(): boolean {
    return this.outcomes.size === this.asked.size;
  }
}
