import type { SeededRandom } from './seeded-random.js';
import type { Mortal, VirtualTime } from './virtual-time.js';

/** How likely what is under way comes to harm; probabilities from 0 to 1. */
export interface Weather {
  lost: number;
  doubled: number;
  /** Takes up to `slowestMs` instead of a millisecond or two, so that later messages overtake it. */
  slow: number;
  slowestMs: number;
}

export const fairWeather: Weather = { lost: 0, doubled: 0, slow: 0, slowestMs: 0 };

/** Carries messages: at once, late, twice or never. */
export class Network {
  weather = fairWeather;

  constructor(
    readonly time: VirtualTime,
    readonly random: SeededRandom,
  ) {}

  delay(): number {
    const { slow, slowestMs } = this.weather;
    return this.random.chance(slow) ? this.random.between(0, slowestMs) : this.random.between(0.1, 2);
  }

  loses(): boolean {
    return this.random.chance(this.weather.lost);
  }

  doubles(): boolean {
    return this.random.chance(this.weather.doubled);
  }

  /** `to`: who takes it, if alive by then; null for a server, which never dies. */
  carry(to: Mortal | null, deliver: () => void): void {
    if (this.loses()) return;
    const times = this.doubles() ? 2 : 1;
    for (let time = 0; time < times; time++) this.time.after(this.delay(), deliver, to);
  }
}
