import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stopLeftover } from '../process/stop-leftover.js';
import type { InstancePaths } from './paths.js';

/** Ends what a killed launcher left running, so that neither ports nor files are taken; tells how many there were. */
export async function stopLeftovers(paths: InstancePaths): Promise<number> {
  if (!existsSync(paths.run)) return 0;
  const records = readdirSync(paths.run)
    .filter((name) => name.endsWith('.json') && join(paths.run, name) !== paths.lock)
    .map((name) => ({
      path: join(paths.run, name),
      signal: name === 'postgres.json' ? ('SIGINT' as const) : ('SIGTERM' as const),
    }));
  const stopped = await Promise.all(records.map(({ path, signal }) => stopLeftover(path, signal)));
  return stopped.filter(Boolean).length;
}
