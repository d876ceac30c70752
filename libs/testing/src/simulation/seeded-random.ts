import type { Ids } from '@countersign/chassis';
import { createHash } from 'node:crypto';

/** Repeatable chance: the same seed gives the same schedule. */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2_654_435_761 + 1) >>> 0;
  }

  /** In [0, 1). A 32-bit counter through an integer mixer: plenty for choosing faults, useless for secrets. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** In [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new Error('nothing to pick from');
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}

/** Identifiers that follow from the seed. */
export function seededIds(random: SeededRandom): Ids {
  let count = 0;
  const digest = () => createHash('sha256').update(`${count++}:${random.next()}`).digest();
  return {
    next: (prefix) => `${prefix}_${digest().toString('hex').slice(0, 32)}`,
    bytes: (length) => digest().subarray(0, length),
  };
}
