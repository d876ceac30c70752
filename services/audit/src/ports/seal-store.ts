import type { TreeGrowth } from '../domain/grow-tree.js';
import type { StreamPosition } from '../domain/stream-position.js';
import type { TreeHead } from '../domain/tree-head.js';

/** One transaction's worth of record. */
export interface Append {
  /** Refused unless it is still the newest one. */
  epoch: number;
  from: StreamPosition;
  to: StreamPosition;
  /** RFC 3339. */
  recordedAt: string;
  growths: readonly TreeGrowth[];
}

/**
 * `deposed`: a newer sealer has taken over, or the position is not ours to move; nothing was written.
 * `duplicates`: an event is there already; nothing was written. `unstorable`: the store cannot hold some value.
 */
export type AppendOutcome = 'appended' | 'deposed' | 'duplicates' | 'unstorable';

export interface Takeover {
  epoch: number;
  position: StreamPosition;
  heads: Map<string, TreeHead>;
}

/** The append side of the event store. Any rejection means that nothing is known about the outcome. */
export interface SealStore {
  /** Makes every earlier sealer's appends fail from now on. */
  takeOver(): Promise<Takeover>;
  append(append: Append): Promise<AppendOutcome>;
  /** Leaf hashes, by event key, of those of the given events that the record holds. */
  findLeaves(events: readonly { tenant: string; source: string; id: string }[]): Promise<Map<string, Buffer>>;
  /** Is this still the newest epoch? Doubles as the question whether the store can be reached at all. */
  holdsEpoch(epoch: number): Promise<boolean>;
}
