import type { Steps } from '../domain/governance/steps.js';

/** Work in slices of this length leaves room for calls in between: with the longest step, a call waits about 1.5 ms. */
const sliceMs = 0.5;

/** Does all steps, a piece at a time, and lets waiting calls be decided in between. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
