import type { CallParts } from '../call-parts.js';

const pauseMs = 500;

/** Does work again and again until it does not throw: for what must be written although the store is away just now. */
export async function persist<T>(parts: Pick<CallParts, 'timer' | 'report'>, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      parts.report(error, { part: 'store an outcome' });
      await new Promise<void>((resolve) => void parts.timer.after(pauseMs, resolve));
    }
  }
}
