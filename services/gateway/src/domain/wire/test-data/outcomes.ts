import type { BlockOutcome, WithheldOutcome } from '../seam/block-outcome.js';
import type { ProposedBlock } from '../seam/proposed-block.js';

export const pass: BlockOutcome = { kind: 'pass' };

export function denied(text = 'A tool call was denied.', decisionId = 'dec_1'): WithheldOutcome {
  return { kind: 'deny', text, machine: { status: 'denied', decisionId, reasonCode: 'no_rule' } };
}

/** Outcomes by tool name; a tool that is not named passes. */
export function outcomesByTool(
  blocks: readonly ProposedBlock[],
  byTool: Readonly<Record<string, BlockOutcome>>,
): Map<string, BlockOutcome> {
  return new Map(blocks.map((block) => [block.blockId, byTool[block.toolName] ?? pass]));
}
