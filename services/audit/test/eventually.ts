import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something to become true; says what it was that did not. */
export async function eventually(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`in ${withinMs} ms it did not come true that ${what}`);
    await sleep(20);
  }
}
