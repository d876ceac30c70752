const shortestMs = 250;
const longestMs = 10_000;
/** A part that ran this long after it was ready had started well; its end is a new trouble, not the old one. */
const steadyMs = 5_000;

/** How many failures in a row there are, after a part that ran for this long has ended. */
export function failuresAfter(failures: number, ranForMs: number): number {
  return ranForMs >= steadyMs ? 1 : failures + 1;
}

/** Longer after each failure in a row, so that a part that cannot start does not take the machine. */
export function restartDelayMs(failures: number): number {
  return Math.min(longestMs, shortestMs * 2 ** Math.max(0, failures - 1));
}
