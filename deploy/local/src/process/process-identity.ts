import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Field 22 of `/proc/<pid>/stat`, counted after the command, which may itself hold spaces and brackets. */
const startTimeAfterCommand = 19;

function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function identityFromProc(pid: number, boot: string): string | null {
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return null;
  return `${boot.trim()}:${fields[startTimeAfterCommand - 1]}`;
}

function identityFromPs(pid: number): string | null {
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : null;
}

/**
 * What tells a process from a later one that got the same number: the boot and the moment it started.
 * Null when no such process runs (a zombie does not run).
 */
export function processIdentity(pid: number): string | null {
  const boot = readProc('/proc/sys/kernel/random/boot_id');
  return boot === null ? identityFromPs(pid) : identityFromProc(pid, boot);
}
