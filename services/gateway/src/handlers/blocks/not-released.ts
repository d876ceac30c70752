import type { PreparedEvent } from '@countersign/messaging';
import { endedUnsent } from '../../domain/call/ending.js';
import type { CallParts } from '../call-parts.js';
import { giveBackGrant } from '../calls/reserve-grant.js';
import { outcomeEvent } from '../events/outcome-event.js';
import type { DecidedBlock } from './block-context.js';

interface Why {
  reasonCode: string;
  message: string;
}

/**
 * How the decided calls of an answer end that do not reach the agent: what was allowed was not released after all, and
 * a grant is there for another answer.
 */
export async function notReleased(
  parts: CallParts,
  blocks: readonly DecidedBlock[],
  why: Why,
): Promise<PreparedEvent[]> {
  await Promise.all(blocks.map(({ reserved }) => reserved && giveBackGrant(parts, reserved.call)));
  return blocks.flatMap((block) => endOf(parts, block, why));
}

function endOf({ clock, ids }: CallParts, { released, events }: DecidedBlock, { reasonCode, message }: Why) {
  if (!released) return events;
  const ending = endedUnsent('failed', reasonCode, message);
  return [outcomeEvent(released, ending, { at: clock.now(), salt: ids.bytes(32) })];
}
