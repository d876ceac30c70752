import { setTimeout as sleep } from 'node:timers/promises';
import type { SealerLock } from '../ports/sealer-lock.js';
import { Deposed, SealingSession, type SealingParts } from './sealing-session.js';
import { StreamBroken } from './stream-reader.js';

export interface SealerParts extends SealingParts {
  open: () => Promise<SealerLock>;
}

/** `broken`: neither sealing nor waiting behind one who does. */
export type SealerState = 'starting' | 'standby' | 'sealing' | 'broken';

const standbyPollMs = 500;
const retryMs = { first: 100, most: 5_000 };
/** A term that lasted so long was no failure to begin. */
const goodTermMs = 5_000;

/** Seals for as long as the process lives: waits for its turn, serves a term, and after any failure begins anew. Nothing is ever skipped. */
export class Sealer {
  private state: SealerState = 'starting';
  private session: SealingSession | null = null;
  private readonly stopping = new AbortController();
  private resting = new AbortController();
  private done: Promise<void> | undefined;
  private missingUpTo = 0;
  private retryAfterMs = retryMs.first;

  constructor(private readonly parts: SealerParts) {}

  start(): void {
    this.done = this.run();
  }

  current(): SealerState {
    return this.state;
  }

  /** Ends the present term, and begins another one. */
  interrupt(reason: Error): void {
    this.session?.end(reason);
  }

  /** Something came back that was missed: no need to wait any longer before the next attempt. */
  hurry(): void {
    this.retryAfterMs = retryMs.first;
    this.resting.abort();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.resting.abort();
    this.interrupt(new Error('the service stops'));
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const begunAt = this.parts.clock.now();
      try {
        await this.serve();
      } catch (error) {
        this.endedBy(error);
      }
      const wasGood = this.parts.clock.now() - begunAt >= goodTermMs;
      this.retryAfterMs = wasGood ? retryMs.first : Math.min(this.retryAfterMs * 2, retryMs.most);
      await this.pause(this.retryAfterMs);
    }
  }

  private endedBy(error: unknown): void {
    if (this.stopping.signal.aborted) return;
    this.state = error instanceof Deposed ? 'standby' : 'broken';
    if (error instanceof StreamBroken) this.missingUpTo = error.missingUpTo;
    this.parts.report(error, { part: 'sealer' });
  }

  private async serve(): Promise<void> {
    const lock = await this.parts.open();
    try {
      while (!(await lock.tryLock())) {
        this.state = 'standby';
        await this.pause(standbyPollMs);
        if (this.stopping.signal.aborted) return;
      }
      this.session = await SealingSession.begin(this.parts, lock.store, this.missingUpTo);
      this.state = 'sealing';
      this.missingUpTo = 0;
      await this.session.run();
    } finally {
      this.session = null;
      await lock.close();
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.resting = new AbortController();
    await sleep(milliseconds, undefined, { signal: this.resting.signal }).catch(() => undefined);
  }
}
