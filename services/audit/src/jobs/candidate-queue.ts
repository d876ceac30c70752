import type { Candidate } from '../domain/candidate.js';

export interface QueuedCandidate {
  candidate: Candidate;
  ack: (() => void) | null;
}

const mostBytes = 16 * 1024 * 1024;
/** Two batches: one under way to the store, one ready. What waits longer only becomes work for the garbage collector. */
const mostMessages = 1_000;
const usualOver = 64;

/** Messages that have arrived and wait for the next batch, in stream order. Bounded: the stream keeps what does not fit. */
export class CandidateQueue {
  private entries: QueuedCandidate[] = [];
  private bytes = 0;
  /** Moving average of the size of a message. */
  private usualBytes = 1;
  private failed: unknown = undefined;
  private wake: (() => void)[] = [];

  push(entry: QueuedCandidate): void {
    const size = entry.candidate.message.data.byteLength;
    this.entries.push(entry);
    this.bytes += size;
    this.usualBytes += (size - this.usualBytes) / usualOver;
    this.wakeAll();
  }

  /** From now on `take` rejects with this. */
  fail(error: unknown): void {
    this.failed ??= error;
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

  /** Whatever is there, at once; else what comes first. At least one message, then within the limits. */
  async take(limits: { messages: number; bytes: number }): Promise<QueuedCandidate[]> {
    while (this.failed === undefined && this.entries.length === 0) await this.changed();
    if (this.failed !== undefined) throw this.failed;
    let count = 0;
    let bytes = 0;
    while (count < Math.min(limits.messages, this.entries.length)) {
      const size = this.entries[count]?.candidate.message.data.byteLength ?? 0;
      if (count > 0 && bytes + size > limits.bytes) break;
      bytes += size;
      count++;
    }
    this.bytes -= bytes;
    const taken = this.entries.splice(0, count);
    this.wakeAll();
    return taken;
  }

  private wakeAll(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resume of waiting) resume();
  }
}
