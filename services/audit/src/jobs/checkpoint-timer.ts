import type { Takeover } from '../ports/seal-store.js';
import type { SealedBatch } from '../handlers/seal-batch.js';
import type { CheckpointOrder, CheckpointOutcome } from '../handlers/publish-checkpoint.js';
import { TreeDiverged } from '../domain/extend-signed-tree.js';
import type { PreparedEvent, ReportError } from '@countersign/messaging';

export interface CheckpointTimerParts {
  publish: (order: CheckpointOrder) => Promise<CheckpointOutcome>;
  /** Takes the event that tells of a checkpoint; it is in the outbox already. */
  tell: (event: PreparedEvent) => void;
  report: ReportError;
}

const everyMs = 1_000;

/** Once a second, while this process seals, gives every log that grew a signed tree head. */
export class CheckpointTimer {
  private epoch: number | null = null;
  private grown = new Set<string>();
  private diverged = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(private readonly parts: CheckpointTimerParts) {}

  start(): void {
    this.timer = setInterval(() => {
      this.working ??= this.round().finally(() => (this.working = undefined));
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** A term begins: whatever its predecessor left unsigned is due. */
  began({ epoch, heads }: Readonly<Takeover>): void {
    this.epoch = epoch;
    this.grown = new Set(heads.keys());
  }

  sealed({ tenants }: SealedBatch): void {
    for (const tenant of tenants) this.grown.add(tenant);
  }

  ended(): void {
    this.epoch = null;
  }

  /** False while some log cannot be signed because the store does not continue what was signed. */
  isConsistent(): boolean {
    return this.diverged.size === 0;
  }

  private async round(): Promise<void> {
    const due = [...this.grown];
    this.grown.clear();
    for (const tenant of due) {
      if (this.epoch === null) return;
      await this.sign({ tenant, epoch: this.epoch });
    }
  }

  private async sign(order: CheckpointOrder): Promise<void> {
    try {
      const outcome = await this.parts.publish(order);
      this.diverged.delete(order.tenant);
      if (outcome.kind === 'published') this.parts.tell(outcome.told);
    } catch (error) {
      if (error instanceof TreeDiverged) this.diverged.add(order.tenant);
      this.grown.add(order.tenant);
      this.parts.report(error, { part: 'checkpoints', tenant: order.tenant });
    }
  }
}
