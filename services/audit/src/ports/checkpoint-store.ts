import type { CompactRange } from '@countersign/evidence';
import type { PreparedEvent } from '@countersign/messaging';
import type { TreeHead } from '../domain/tree-head.js';

export interface StoredCheckpoint {
  size: number;
  note: string;
  /** RFC 3339. */
  publishedAt: string;
}

/** What signing needs of the event store. */
export interface CheckpointStore {
  head(tenant: string): Promise<TreeHead | null>;
  newest(tenant: string): Promise<(StoredCheckpoint & { range: CompactRange }) | null>;
  /** Leaf hashes of [from, to), computed again from the stored bytes and not read from where they were stored. */
  recomputeHashes(tenant: string, from: number, to: number): Promise<Buffer[]>;
  /** Stores the checkpoint and, with it, the event that tells of it. False: the epoch is no longer the newest. */
  save(
    checkpoint: StoredCheckpoint & { tenant: string; epoch: number; range: CompactRange },
    told: PreparedEvent,
  ): Promise<boolean>;
}
