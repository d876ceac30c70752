import type { Watermark } from '@countersign/contracts';
import { randomUUID } from 'node:crypto';
import type { RecordPort } from '../ports/record-port.js';

interface Waiter {
  sequence: number;
  settle: (sealed: boolean) => void;
}

/** Without a word from audit for this long, nothing new is started. */
const staleAfterMs = 2_000;
const defaultTimeoutMs = 5_000;

/** Follows audit's broadcast; one watermark releases every waiter at or below it. */
export class WatermarkRecord implements RecordPort {
  private incarnation: string | null = null;
  private sequence = 0;
  /** Names this life of the connection: the numbers of another one may have been given to other events since. */
  private life = randomUUID();
  private heardAt = Number.NEGATIVE_INFINITY;
  private waiters = new Set<Waiter>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  available(): boolean {
    return this.now() - this.heardAt < staleAfterMs;
  }

  /**
   * The newest watermark heard over this life of the connection, or null before the first. Its incarnation is unlike that
   * of every other connection, so that nobody takes what was published over a broken one for sealed.
   */
  current(): { incarnation: string; sequence: number } | null {
    if (this.incarnation === null) return null;
    return { incarnation: `${this.incarnation}@${this.life}`, sequence: this.sequence };
  }

  advance(watermark: Watermark): void {
    this.heardAt = this.now();
    if (this.incarnation !== null && watermark.incarnation !== this.incarnation) this.failAll();
    if (watermark.incarnation !== this.incarnation) this.sequence = 0;
    this.incarnation = watermark.incarnation;
    // Late broadcasts of a deposed sealer must not move the mark back.
    this.sequence = Math.max(this.sequence, watermark.sequence);
    for (const waiter of this.waiters) if (waiter.sequence <= this.sequence) waiter.settle(true);
  }

  /**
   * The connection broke: a bus that lost power may have lost what it acknowledged and give the same numbers to other
   * events. Whoever waits fails, and nothing starts before audit is heard again.
   */
  interrupted(): void {
    this.heardAt = Number.NEGATIVE_INFINITY;
    this.incarnation = null;
    this.sequence = 0;
    this.life = randomUUID();
    this.failAll();
  }

  sealed(sequence: number, timeoutMs: number = defaultTimeoutMs): Promise<boolean> {
    if (this.incarnation !== null && sequence <= this.sequence) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.settle(false), timeoutMs);
      const waiter: Waiter = {
        sequence,
        settle: (sealed) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(sealed);
        },
      };
      this.waiters.add(waiter);
    });
  }

  private failAll(): void {
    for (const waiter of [...this.waiters]) waiter.settle(false);
  }
}
