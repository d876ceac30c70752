import type { Check, World } from './check/check.js';

export interface Outcome {
  name: string;
  ok: boolean;
  /** Why not. */
  detail?: string;
  /** Not run, for want of somebody who may approve. */
  leftOut?: true;
}

const timeLimitMs = 150_000;

async function outcomeOf(check: Check, world: World): Promise<Outcome> {
  const { name } = check;
  if (check.needsApprover && !world.approve) return { name, ok: true, leftOut: true };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${timeLimitMs / 1000} s`)), timeLimitMs);
  });
  try {
    await Promise.race([check.run(world), late]);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Runs checks, several at a time; the outcomes are in the order of the checks. */
export async function runChecks(checks: readonly Check[], world: World, atOnce = 8): Promise<Outcome[]> {
  const outcomes: Outcome[] = new Array<Outcome>(checks.length);
  let next = 0;
  const work = async () => {
    for (let place = next++; place < checks.length; place = next++) {
      outcomes[place] = await outcomeOf(checks[place] as Check, world);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}
