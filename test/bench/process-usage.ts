import { readdirSync, readFileSync } from 'node:fs';

/** What a service has used so far; a service may be several processes, as Postgres is. */
export interface Usage {
  cpuMs: number;
  /** Resident memory, what processes share counted once. */
  memoryMiB: number;
}

const msPerTick = 10;
const kibPerMib = 1_024;

/** Of finished children too, which their parent inherits: connections come and go. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * msPerTick;
}

function kibOf(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
}

function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((each) => {
    try {
      return kibOf(readFileSync(`/proc/${each}/status`, 'utf8'), 'PPid') === pid;
    } catch {
      return false;
    }
  });
}

/** Null where there is no /proc, or no such process. */
export function usageOf(pid: number): Usage | null {
  try {
    const pids = [pid, ...childrenOf(pid)];
    const statuses = pids.map((each) => readFileSync(`/proc/${each}/status`, 'utf8'));
    const all = (name: string) => statuses.map((status) => kibOf(status, name));
    const own = all('RssAnon').reduce((sum, kib) => sum + kib, 0);
    const shared = Math.max(...all('RssFile')) + Math.max(...all('RssShmem'));
    const cpu = pids.map(cpuMs).reduce((sum, each) => sum + each, 0);
    return { cpuMs: cpu, memoryMiB: (own + shared) / kibPerMib };
  } catch {
    return null;
  }
}
