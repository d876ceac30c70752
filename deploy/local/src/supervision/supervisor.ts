import type { Part } from './part.js';
import { SupervisedPart, type SupervisionEvents } from './supervised-part.js';

/** Runs the parts of an instance: starts them, starts the fallen ones again, stops all in order. */
export class Supervisor {
  private readonly parts = new Map<string, SupervisedPart>();
  private stopped = false;

  constructor(private readonly events: SupervisionEvents) {}

  /** Starts parts side by side; rejects with the first that cannot start. */
  async start(parts: readonly Part[]): Promise<void> {
    if (this.stopped) throw new Error('the instance has been stopped');
    const supervised = parts.map((part) => new SupervisedPart(part, this.events));
    for (const each of supervised) this.parts.set(each.part.name, each);
    await Promise.all(supervised.map((each) => each.start()));
  }

  pidOf(name: string): number | null {
    return this.parts.get(name)?.pid ?? null;
  }

  /** Stops one part until `resume`, as tests and repairs need it. */
  async pause(name: string): Promise<void> {
    await this.named(name).stop();
  }

  async resume(name: string): Promise<void> {
    await this.named(name).start();
  }

  /** Stops tier by tier, those that nobody else needs first. */
  async stopAll(): Promise<void> {
    this.stopped = true;
    const tiers = [...new Set([...this.parts.values()].map(({ part }) => part.tier))].sort((a, b) => b - a);
    for (const tier of tiers) {
      const together = [...this.parts.values()].filter(({ part }) => part.tier === tier);
      await Promise.all(together.map((each) => each.stop()));
    }
  }

  private named(name: string): SupervisedPart {
    const part = this.parts.get(name);
    if (!part) throw new Error(`there is no part called ${name}`);
    return part;
  }
}
