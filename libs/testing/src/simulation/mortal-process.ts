import type { SeededRandom } from './seeded-random.js';
import type { VirtualTime } from './virtual-time.js';

/** What a crash left unfinished never continues: its promises stay pending and are forgotten. */
const forever = new Promise<never>(() => undefined);

type Method = (...parameters: unknown[]) => unknown;

export interface Passage {
  time: VirtualTime;
  random: SeededRandom;
  /** Longest virtual time to the other side and back, each way. */
  slowestMs: number;
}

/**
 * One life of a service process. Every port it uses is passed through `reach`: calls take time, and once the process is
 * killed neither side of a call under way comes back, exactly as after SIGKILL: what had been done stays done.
 */
export class MortalProcess {
  private alive = true;

  constructor(private readonly passage: Passage) {}

  isAlive(): boolean {
    return this.alive;
  }

  kill(): void {
    this.alive = false;
  }

  /** Runs `work` only while this life lasts. */
  whileAlive<P extends unknown[]>(work: (...parameters: P) => void): (...parameters: P) => void {
    return (...parameters) => {
      if (this.alive) work(...parameters);
    };
  }

  /** The port as this process reaches it: every method becomes a call over a distance. */
  reach<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function'
          ? (...parameters: unknown[]) => this.cross(() => (member as Method).apply(target, parameters))
          : member;
      },
    });
  }

  private async cross(work: () => unknown): Promise<unknown> {
    await this.travel();
    try {
      const result = await work();
      await this.travel();
      return result;
    } catch (error) {
      await this.travel();
      throw error;
    }
  }

  private async travel(): Promise<void> {
    const { time, random, slowestMs } = this.passage;
    if (!this.alive) return forever;
    await time.sleep(random.between(0, slowestMs));
    if (!this.alive) return forever;
  }
}
