import type { CandidateEvent } from './candidate.js';

/** A leaf with its place in the tenant's tree. */
export interface PlannedLeaf extends CandidateEvent {
  index: number;
}

/** Unique in the whole record; the same source and id never stands for two different facts. */
export function eventKey(event: { tenant: string; source: string; id: string }): string {
  return `${event.tenant}/${event.source}/${event.id}`;
}
