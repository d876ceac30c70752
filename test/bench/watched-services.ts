import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DevFile } from '@countersign/local';
import { usageOf, type Usage } from './process-usage.js';

export type Pids = Record<string, number>;
export type Usages = Record<string, Usage>;

/** The launcher notes the processes of its servers in its data folder. */
function serverPid(dataDir: string, name: string): number {
  const file = join(dataDir, 'run', `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid : 0;
}

/** The processes whose use of CPU and memory is reported. */
export function watchedPids(dev: DevFile, dataDir: string, ours: Pids): Pids {
  const services = Object.entries(dev.services).map(([name, { pid }]) => [name, pid]);
  const servers = ['nats', 'postgres'].map((name) => [name, serverPid(dataDir, name)]);
  return { ...Object.fromEntries([...services, ...servers]), ...ours } as Pids;
}

export function usages(pids: Pids): Usages {
  const entries = Object.entries(pids).map(([name, pid]) => [name, pid > 0 ? usageOf(pid) : null] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Usage] => entry[1] !== null));
}
