import { leafHash, type CompactRange } from '@countersign/evidence';
import type { PreparedEvent } from '@countersign/messaging';
import type { TreeGrowth } from '../domain/grow-tree.js';
import { eventKey, type PlannedLeaf } from '../domain/planned-leaf.js';
import { beforeFirstMessage, type StreamPosition } from '../domain/stream-position.js';
import type { TreeHead } from '../domain/tree-head.js';
import type { CheckpointStore, StoredCheckpoint } from '../ports/checkpoint-store.js';
import type { Append, AppendOutcome, SealStore, Takeover } from '../ports/seal-store.js';

export interface KeptLeaf extends PlannedLeaf {
  recordedAt: string;
}

type KeptCheckpoint = StoredCheckpoint & { range: CompactRange };

/** The event store in memory, with the same promises: for tests and for the simulation. */
export class InMemoryEventStore implements SealStore, CheckpointStore {
  epoch = 0;
  position: StreamPosition = beforeFirstMessage;
  readonly leaves = new Map<string, KeptLeaf[]>();
  readonly checkpoints = new Map<string, KeptCheckpoint[]>();
  /** Events of audit's own that are to be published. */
  readonly outbox: PreparedEvent[] = [];
  private readonly heads = new Map<string, TreeHead>();
  private readonly byKey = new Map<string, Buffer>();

  async takeOver(): Promise<Takeover> {
    this.epoch++;
    return { epoch: this.epoch, position: this.position, heads: new Map(this.heads) };
  }

  async append({ epoch, from, to, recordedAt, growths }: Append): Promise<AppendOutcome> {
    const isMine = from.incarnation === this.position.incarnation && from.sequence === this.position.sequence;
    if (epoch !== this.epoch || !isMine) return 'deposed';
    const added = growths.flatMap((growth) => growth.leaves);
    if (added.some((leaf) => this.byKey.has(eventKey(leaf)))) return 'duplicates';
    for (const growth of growths) this.grow(growth, recordedAt);
    this.position = to;
    return 'appended';
  }

  async findLeaves(events: readonly { tenant: string; source: string; id: string }[]): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>();
    for (const event of events) {
      const hash = this.byKey.get(eventKey(event));
      if (hash) found.set(eventKey(event), hash);
    }
    return found;
  }

  async holdsEpoch(epoch: number): Promise<boolean> {
    return epoch === this.epoch;
  }

  async head(tenant: string): Promise<TreeHead | null> {
    return this.heads.get(tenant) ?? null;
  }

  async newest(tenant: string): Promise<KeptCheckpoint | null> {
    return this.checkpoints.get(tenant)?.at(-1) ?? null;
  }

  async recomputeHashes(tenant: string, from: number, to: number): Promise<Buffer[]> {
    return (this.leaves.get(tenant) ?? []).slice(from, to).map((leaf) => leafHash(leaf.bytes));
  }

  async save(checkpoint: KeptCheckpoint & { tenant: string; epoch: number }, told: PreparedEvent): Promise<boolean> {
    const { tenant, epoch, size, note, publishedAt, range } = checkpoint;
    if (epoch !== this.epoch) return false;
    this.checkpoints.set(tenant, [...(this.checkpoints.get(tenant) ?? []), { size, note, publishedAt, range }]);
    this.outbox.push(told);
    return true;
  }

  private grow({ tenant, oldSize, head, leaves }: TreeGrowth, recordedAt: string): void {
    const kept = this.leaves.get(tenant) ?? [];
    if (kept.length !== oldSize) throw new Error(`the tree of ${tenant} has not the size ${oldSize}`);
    for (const leaf of leaves) {
      kept.push({ ...leaf, recordedAt });
      this.byKey.set(eventKey(leaf), leaf.hash);
    }
    this.leaves.set(tenant, kept);
    this.heads.set(tenant, head);
  }
}
