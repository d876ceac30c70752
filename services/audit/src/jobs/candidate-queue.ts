import type { Candidate } from '../domain/candidate.js';

export interface QueuedCandidate {
  candidate: Candidate;
  ack: (() => void) | null;
  /** Somebody waits until this is sealed. */
  awaited: boolean;
}

const mostBytes = 16 * 1024 * 1024;
/** Two batches: one under way to the store, one ready. What waits longer only becomes work for the garbage collector. */
const mostMessages = 1_000;
const usualOver = 64;
/** What nobody waits for may wait this long for more to come along, or until so many have. */
const linger = { milliseconds: 10, messages: 64 };

/** What it holds in memory: payloads may have come packed. */
function sizeOf({ candidate }: QueuedCandidate): number {
  const payloads = candidate.valid ? candidate.event.payloads : [];
  return payloads.reduce((sum, { body }) => sum + body.byteLength, candidate.message.data.byteLength);
}

/** Messages that have arrived and wait for the next batch, in stream order. Bounded: the stream keeps what does not fit. */
export class CandidateQueue {
  private entries: QueuedCandidate[] = [];
  private bytes = 0;
  /** Moving average of the size of a message. */
  private usualBytes = 1;
  private failed: unknown = undefined;
  private awaited = 0;
  /** Runs while something waits; when it ends, nothing is gathered any longer. */
  private gathering: NodeJS.Timeout | undefined;
  private ripe = false;
  private wake: (() => void)[] = [];

  push(entry: QueuedCandidate): void {
    const size = sizeOf(entry);
    this.entries.push(entry);
    if (entry.awaited) this.awaited++;
    else this.gathering ??= setTimeout(() => this.ripen(), linger.milliseconds);
    this.bytes += size;
    this.usualBytes += (size - this.usualBytes) / usualOver;
    this.wakeAll();
  }

  /** From now on `take` rejects with this. */
  fail(error: unknown): void {
    this.failed ??= error;
    clearTimeout(this.gathering);
    this.wakeAll();
  }

  hasRoom(): boolean {
    return this.bytes < mostBytes && this.entries.length < mostMessages;
  }

  /** How many messages of the usual size an empty queue takes. */
  messagesThatFit({ least, most }: { least: number; most: number }): number {
    return Math.max(least, Math.min(most, Math.floor(mostBytes / this.usualBytes)));
  }

  /** Resolves at the next change. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  /**
   * Whatever is there as soon as it holds something that is waited for, or has gathered long enough. At least one
   * message, then within the limits.
   */
  async take(limits: { messages: number; bytes: number }): Promise<QueuedCandidate[]> {
    while (this.failed === undefined && !this.isRipe()) await this.changed();
    if (this.failed !== undefined) throw this.failed;
    const taken = this.entries.splice(0, this.countWithin(limits));
    for (const entry of taken) {
      this.bytes -= sizeOf(entry);
      if (entry.awaited) this.awaited--;
    }
    clearTimeout(this.gathering);
    this.gathering = undefined;
    // What did not fit has gathered long enough.
    this.ripe = this.entries.length > 0;
    this.wakeAll();
    return taken;
  }

  private countWithin(limits: { messages: number; bytes: number }): number {
    let count = 0;
    let bytes = 0;
    while (count < Math.min(limits.messages, this.entries.length)) {
      bytes += sizeOf(this.entries[count] as QueuedCandidate);
      if (count > 0 && bytes > limits.bytes) break;
      count++;
    }
    return count;
  }

  private isRipe(): boolean {
    if (this.entries.length === 0) return false;
    return this.awaited > 0 || this.entries.length >= linger.messages || this.ripe;
  }

  private ripen(): void {
    this.gathering = undefined;
    this.ripe = true;
    this.wakeAll();
  }

  private wakeAll(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resume of waiting) resume();
  }
}
