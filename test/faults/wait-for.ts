import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 50;

interface Wait {
  /** Named when the time is up. */
  what: string;
  withinMs: number;
}

/** Looks until there is something. A look that throws found nothing: what it asks may just be down. */
export async function waitFor<T>(
  { what, withinMs }: Wait,
  look: () => Promise<T | null | undefined> | T | null,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown = 'nothing';
  for (;;) {
    try {
      const found = await look();
      if (found !== null && found !== undefined) return found;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline)
      throw new Error(`waited ${withinMs} ms in vain for ${what} (last: ${String(last)})`);
    await sleep(pauseMs);
  }
}
