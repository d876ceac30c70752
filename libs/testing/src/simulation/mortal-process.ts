import type { Mortal, VirtualTime } from './virtual-time.js';

type Method = (...parameters: unknown[]) => unknown;

/** The way to something that is not in the process: a store or a server. */
export interface Distance {
  time: VirtualTime;
  /** Milliseconds for one way, drawn anew for each. */
  delay: () => number;
  /** The other side cannot be reached just now: calls fail. */
  isAway: () => boolean;
}

const givesUpAfterMs = 200;

/**
 * One life of a service process. Each step to the outside world and back is counted, so that a crash can come at any of
 * them; whatever the dead one had sent arrives, and no answer comes back, exactly as after SIGKILL.
 */
export class MortalProcess implements Mortal {
  private alive = true;
  private steps = 0;
  private readonly lastWill: (() => void)[] = [];

  /** Dies instead of taking this step; never when null. */
  private lastStep: number | null = null;

  constructor(readonly name: string) {}

  isAlive(): boolean {
    return this.alive;
  }

  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const work of this.lastWill) work();
  }

  /** What others notice of the death, such as a closed connection. */
  atDeath(work: () => void): void {
    this.lastWill.push(work);
  }

  /** Dies at the so-manieth step from now. */
  destine(steps: number): void {
    this.lastStep = this.steps + steps;
  }

  /** From now on this process dies only when it is killed. */
  spare(): void {
    this.lastStep = null;
  }

  /** False when the process does not live to take this step. */
  step(): boolean {
    this.steps++;
    if (this.steps === this.lastStep) this.kill();
    return this.alive;
  }

  /** The port as this process reaches it: every method becomes a call over a distance. */
  reach<T extends object>(port: T, distance: Distance): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function'
          ? (...parameters: unknown[]) => this.cross(distance, async () => (member as Method).apply(target, parameters))
          : member;
      },
    });
  }

  private cross(distance: Distance, work: () => Promise<unknown>): Promise<unknown> {
    const { time, delay, isAway } = distance;
    return new Promise((resolve, reject) => {
      const back = (settle: () => void, milliseconds = delay()) =>
        time.after(milliseconds, () => this.step() && settle(), this);
      const arrive = () => {
        if (isAway()) return void back(() => reject(new Error('the store cannot be reached')), givesUpAfterMs);
        work().then(
          (value) => back(() => resolve(value)),
          (error: unknown) => back(() => reject(error as Error)),
        );
      };
      // Under way, the call outlives whoever made it.
      if (this.step()) time.after(delay(), arrive, null);
    });
  }
}
