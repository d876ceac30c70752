import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../files/write-atomically.js';
import { processIdentity } from './process-identity.js';

const processRecordSchema = z.strictObject({ pid: z.int().min(1), identity: z.string().min(1) });
export type ProcessRecord = z.infer<typeof processRecordSchema>;

/** Written right after a process starts, so that a later start can find what a killed launcher left behind. */
export function writeProcessRecord(path: string, pid: number): void {
  const identity = processIdentity(pid);
  if (identity === null) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  writeAtomically(path, JSON.stringify({ pid, identity } satisfies ProcessRecord));
}

export function readProcessRecord(path: string): ProcessRecord | null {
  try {
    return processRecordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

export function removeProcessRecord(path: string): void {
  rmSync(path, { force: true });
}

/** Is the process that was recorded still the one behind that number? */
export function stillRuns(record: ProcessRecord): boolean {
  return processIdentity(record.pid) === record.identity;
}
