import type { Clock } from '@countersign/chassis';

interface Appointment {
  at: number;
  order: number;
  run: () => void;
  cancelled: boolean;
}

/** Runs everything that promises set off before time moves on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Time that moves only from one appointment to the next: days pass in milliseconds, always in the same order. */
export class VirtualTime implements Clock {
  private current: number;
  private order = 0;
  private readonly heap: Appointment[] = [];

  constructor(start = Date.parse('2026-01-01T00:00:00.000Z')) {
    this.current = start;
  }

  now(): number {
    return Math.floor(this.current);
  }

  /** Runs `work` after that many virtual milliseconds; the returned function cancels it. */
  after(milliseconds: number, work: () => void): () => void {
    const appointment: Appointment = {
      at: this.current + Math.max(0, milliseconds),
      order: this.order++,
      run: work,
      cancelled: false,
    };
    this.heap.push(appointment);
    this.heap.sort((a, b) => a.at - b.at || a.order - b.order);
    return () => {
      appointment.cancelled = true;
    };
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Keeps every appointment up to that many milliseconds from now. */
  async run(milliseconds: number): Promise<void> {
    const until = this.current + milliseconds;
    await settle();
    for (let next = this.heap[0]; next && next.at <= until; next = this.heap[0]) {
      this.heap.shift();
      if (next.cancelled) continue;
      this.current = next.at;
      next.run();
      await settle();
    }
    this.current = until;
  }
}
