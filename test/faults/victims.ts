import { services } from '@countersign/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait-for.js';

export const victims = [...services, 'nats', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** Generous: on a busy machine a service takes seconds to start, and longer after it was killed before. */
const backWithinMs = 120_000;

function recordedPid(dataDir: string, victim: Victim): number | null {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'run', `${victim}.json`), 'utf8')) as { pid: number }).pid;
  } catch {
    // A process that has ended has no record until it runs again.
    return null;
  }
}

/** A part that was killed: its former process, and when, by `performance.now`. */
export interface Fallen {
  victim: Victim;
  pid: number;
  at: number;
}

/** Kills a part of the instance with SIGKILL. */
export async function kill(dataDir: string, victim: Victim): Promise<Fallen> {
  const pid = await waitFor({ what: `${victim} to run`, withinMs: backWithinMs }, () => recordedPid(dataDir, victim));
  process.kill(pid, 'SIGKILL');
  return { victim, pid, at: performance.now() };
}

/** Waits until the launcher has started it anew. */
export async function isBack(dataDir: string, { victim, pid: former }: Fallen): Promise<void> {
  await waitFor({ what: `${victim} to be started again`, withinMs: backWithinMs }, () => {
    const pid = recordedPid(dataDir, victim);
    return pid === null || pid === former ? null : true;
  });
}
