import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

function statOf(pid: string | number): { parent: number; ticks: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
    const [utime = 0, stime = 0, ofDeadChildren = 0, alsoOfThem = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, ticks: utime + stime + ofDeadChildren + alsoOfThem };
  } catch {
    return null;
  }
}

/** CPU seconds of a process and its children, ended ones included. Zero where there is no /proc. */
export function cpuSeconds(pid: number): number {
  let ticks = statOf(pid)?.ticks ?? 0;
  const others = statOf(pid) ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  for (const other of others) {
    const stat = statOf(other);
    if (stat?.parent === pid) ticks += stat.ticks;
  }
  return ticks / ticksPerSecond;
}
