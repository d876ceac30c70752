import { services } from '@countersign/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait-for.js';

export const victims = [...services, 'nats', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** Generous: on a busy machine a service takes seconds to start, and longer after it was killed before. */
const backWithinMs = 60_000;

function recordedPid(dataDir: string, victim: Victim): number | null {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'run', `${victim}.json`), 'utf8')) as { pid: number }).pid;
  } catch {
    // A process that has ended has no record until it runs again.
    return null;
  }
}

/** Kills a part of the instance with SIGKILL; resolves to its former process number. */
export async function kill(dataDir: string, victim: Victim): Promise<number> {
  const pid = await waitFor({ what: `${victim} to run`, withinMs: backWithinMs }, () => recordedPid(dataDir, victim));
  process.kill(pid, 'SIGKILL');
  return pid;
}

/** Waits until the launcher has started it anew. */
export async function isBack(dataDir: string, victim: Victim, formerPid: number): Promise<void> {
  await waitFor({ what: `${victim} to be started again`, withinMs: backWithinMs }, () => {
    const pid = recordedPid(dataDir, victim);
    return pid === null || pid === formerPid ? null : true;
  });
}
