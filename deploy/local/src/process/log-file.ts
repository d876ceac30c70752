import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const largestLog = 20 * 1024 * 1024;

export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Opens a log for appending; a large one is put aside as `.1` first, so that logs do not grow for ever. */
export function openLogFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  if (logSize(path) > largestLog) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
