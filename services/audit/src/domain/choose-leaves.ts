import type { Candidate, CandidateEvent } from './candidate.js';
import { conflictLeaf } from './conflict-leaf.js';
import { eventKey } from './planned-leaf.js';
import { rejectionLeaf } from './rejection-leaf.js';

export interface ChoiceInput {
  candidates: readonly Candidate[];
  /** Leaf hashes of events that the record already holds, by event key. */
  known: ReadonlyMap<string, Buffer>;
  recordedAt: string;
}

export interface ChosenLeaves {
  leaves: CandidateEvent[];
  duplicates: number;
}

/** Decides which leaves a batch adds: each event once, a conflict for the same id with other bytes, a rejection for what is no event. */
export function chooseLeaves({ candidates, known, recordedAt }: ChoiceInput): ChosenLeaves {
  const chosen = new Map<string, CandidateEvent>();
  const hashOf = (key: string) => chosen.get(key)?.hash ?? known.get(key);
  /** Sealed before with this id, by the sealer itself: its time may differ, its meaning does not. */
  const addOwn = (leaf: CandidateEvent) => {
    const key = eventKey(leaf);
    if (hashOf(key) === undefined) chosen.set(key, leaf);
  };
  for (const candidate of candidates) {
    if (!candidate.valid) {
      addOwn(rejectionLeaf(candidate.message, candidate.refusal, recordedAt));
      continue;
    }
    const { event } = candidate;
    const key = eventKey(event);
    const kept = hashOf(key);
    if (kept === undefined) chosen.set(key, event);
    else if (!kept.equals(event.hash)) addOwn(conflictLeaf(event, kept, recordedAt));
  }
  return { leaves: [...chosen.values()], duplicates: candidates.length - chosen.size };
}
