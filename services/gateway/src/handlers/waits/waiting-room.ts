import type { Timer } from '../ports/timer.js';

/** Where requests wait for something that arrives under a key: a decision, the end of an approval, the end of a call. */
export class WaitingRoom<T> {
  private readonly waiting = new Map<string, Set<(value: T | null) => void>>();

  constructor(private readonly timer: Timer) {}

  /** Null when nothing arrived in time. Start waiting before causing what is waited for. */
  wait(key: string, milliseconds: number): Promise<T | null> {
    return new Promise((resolve) => {
      const settle = (value: T | null) => {
        cancel();
        this.leave(key, settle);
        resolve(value);
      };
      const cancel = this.timer.after(milliseconds, () => settle(null));
      const others = this.waiting.get(key);
      if (others) others.add(settle);
      else this.waiting.set(key, new Set([settle]));
    });
  }

  /** Gives the value to everyone who waits for it; false when nobody does. */
  arrive(key: string, value: T): boolean {
    const waiters = this.waiting.get(key);
    if (!waiters) return false;
    for (const settle of [...waiters]) settle(value);
    return true;
  }

  private leave(key: string, settle: (value: T | null) => void): void {
    const others = this.waiting.get(key);
    others?.delete(settle);
    if (others?.size === 0) this.waiting.delete(key);
  }
}
