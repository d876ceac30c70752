import type { BlockOutcome, WithheldOutcome } from '../seam/block-outcome.js';
import type { ProposedBlock } from '../seam/proposed-block.js';

export const pass: BlockOutcome = { kind: 'pass' };

export function denied(text = 'A tool call was denied.', decision_id = 'dec_1'): WithheldOutcome {
  return {
    kind: 'deny',
    text,
    machine: { status: 'denied', call_id: decision_id.replace('dec', 'call'), decision_id, reason_code: 'no_rule' },
  };
}

/** Outcomes by tool name; a tool that is not named passes. */
export function outcomesByTool(
  blocks: readonly ProposedBlock[],
  byTool: Readonly<Record<string, BlockOutcome>>,
): Map<string, BlockOutcome> {
  return new Map(blocks.map((block) => [block.blockId, byTool[block.toolName] ?? pass]));
}
