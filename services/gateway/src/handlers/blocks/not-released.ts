import type { Clock, Ids } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import { endedUnsent } from '../../domain/call/ending.js';
import { outcomeEvent } from '../events/outcome-event.js';
import type { DecidedBlock } from './block-context.js';

interface Why {
  reasonCode: string;
  message: string;
}

/** How a decided call of an answer ends that does not reach the agent: what was allowed was not released after all. */
export function notReleased(
  { clock, ids }: { clock: Clock; ids: Ids },
  { released, events }: DecidedBlock,
  { reasonCode, message }: Why,
): PreparedEvent[] {
  if (!released) return events;
  const ending = endedUnsent('failed', reasonCode, message);
  return [outcomeEvent(released, ending, { at: clock.now(), salt: ids.bytes(32) })];
}
