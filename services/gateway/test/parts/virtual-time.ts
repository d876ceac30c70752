import type { Clock } from '@countersign/chassis';
import type { Timer } from '../../src/handlers/ports/timer.js';

interface Alarm {
  at: number;
  work: () => void;
}

/** Time that moves only when a spec says so. */
export class VirtualTime implements Clock, Timer {
  private time = Date.parse('2026-11-21T12:00:00.000Z');
  private readonly alarms = new Set<Alarm>();

  now(): number {
    return this.time;
  }

  after(milliseconds: number, work: () => void): () => void {
    const alarm = { at: this.time + milliseconds, work };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  /** Lets time pass, and everything that follows from it happen. */
  async pass(milliseconds: number): Promise<void> {
    await settled();
    const end = this.time + milliseconds;
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.time = Math.max(this.time, next.at);
      this.alarms.delete(next);
      next.work();
      await settled();
    }
    this.time = end;
  }

  private nextUntil(end: number): Alarm | undefined {
    return [...this.alarms].filter((alarm) => alarm.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Resolves once everything that could happen without time passing has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
