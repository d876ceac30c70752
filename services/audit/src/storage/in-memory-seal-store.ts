import type { PlannedLeaf } from '../domain/planned-leaf.js';
import { eventKey } from '../domain/planned-leaf.js';
import { beforeFirstMessage, type StreamPosition } from '../domain/stream-position.js';
import type { TreeGrowth } from '../domain/grow-tree.js';
import type { TreeHead } from '../domain/tree-head.js';
import type { Append, AppendOutcome, SealStore, Takeover } from '../ports/seal-store.js';

export interface KeptLeaf extends PlannedLeaf {
  recordedAt: string;
}

/** The append side of the event store in memory: the same promises, for tests and for the simulation. */
export class InMemorySealStore implements SealStore {
  epoch = 0;
  position: StreamPosition = beforeFirstMessage;
  readonly heads = new Map<string, TreeHead>();
  readonly leaves = new Map<string, KeptLeaf[]>();
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
