import type { Refused } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { ReservedCall } from '../calls/reserve-grant.js';
import type { ModelParts } from '../models/model-parts.js';
import type { BlockOutcome } from '../../domain/wire/seam/block-outcome.js';

/** The world in which a tool call of an answer is decided. */
export interface BlockParts extends ModelParts {
  /** The agent has hung up: what is released now would reach nobody. */
  isGone?: () => boolean;
}

/** What became of one tool-call block. */
export interface DecidedBlock {
  callId: string;
  outcome: BlockOutcome;
  /** Say how the call ended here; to be sealed before the block or the text in its place is released. */
  events: PreparedEvent[];
  /** The call, where `events` release it under a decision made just now. */
  released?: ToolCall;
  /** The call, where it leaves under a grant: to be used right before, or else given back. */
  reserved?: ReservedCall;
}

/** Refused: the block can be neither let through nor explained, so the whole answer cannot be released. */
export type BlockDecision = DecidedBlock | Refused;

export function reservedOf(blocks: readonly DecidedBlock[]): ReservedCall[] {
  return blocks.flatMap(({ reserved }) => reserved ?? []);
}
