import type { Clock } from '@countersign/chassis';
import { Appointments } from './appointments.js';

/** Who set something off. What a dead one still had in mind never happens. */
export interface Mortal {
  isAlive(): boolean;
}

const atNextTurn = setImmediate;

/** Runs everything that promises set off before time moves on. */
const settle = () => new Promise<void>((resolve) => atNextTurn(resolve));

/**
 * Time that moves only from one appointment to the next: days pass in milliseconds, always in the same order. Every
 * appointment belongs to whoever was acting when it was made, and so does all that follows from it.
 */
export class VirtualTime implements Clock {
  private readonly appointments = new Appointments();
  private tick = 0;
  private order = 0;
  private acting: Mortal | null = null;

  constructor(private start = Date.parse('2026-01-01T00:00:00.000Z')) {}

  now(): number {
    return Math.floor(this.start + this.tick);
  }

  /** Runs `work` after that many virtual milliseconds, unless its owner has died by then; the returned function calls it off. */
  after(milliseconds: number, work: () => void, owner: Mortal | null = this.acting): () => void {
    const run = () => {
      if (owner !== null && !owner.isAlive()) return;
      this.acting = owner;
      work();
    };
    const appointment = { tick: this.tick + Math.max(0, milliseconds), order: this.order++, run };
    this.appointments.add(appointment);
    return () => void Object.assign(appointment, { run: null });
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Keeps every appointment up to that many milliseconds from now. */
  async run(milliseconds: number): Promise<void> {
    const until = this.tick + milliseconds;
    await settle();
    for (let next = this.appointments.next(); next && next.tick <= until; next = this.appointments.next()) {
      this.appointments.removeNext();
      if (!next.run) continue;
      this.tick = next.tick;
      next.run();
      await settle();
      this.acting = null;
    }
    this.tick = until;
  }

  /** All clocks jump, as after a long sleep of every machine: nothing happens in between, every pause goes on where it was. */
  leap(milliseconds: number): void {
    this.start += milliseconds;
  }
}
