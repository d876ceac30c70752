import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { processIdentity } from '../process/process-identity.js';
import { readProcessRecord, removeProcessRecord, stillRuns, type ProcessRecord } from '../process/process-record.js';

export type LockAttempt = { ok: true; release: () => void } | { ok: false; heldBy: ProcessRecord };

/** Creates the lock complete with its content, or fails because there is one: a hard link is both in one step. */
function tryCreate(path: string, record: ProcessRecord): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes the lock of a launcher that is gone. Two starts may do so at the same moment: the later one may find in its
 * hand the new lock of the earlier one, and then puts it back.
 */
function removeStale(path: string): void {
  const taken = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, taken);
  } catch {
    return;
  }
  const record = readProcessRecord(taken);
  if (record !== null && stillRuns(record)) linkSync(taken, path);
  rmSync(taken, { force: true });
}

/** One launcher per data folder. The lock of a launcher that is gone, however it went, does not count. */
export function lockInstance(path: string): LockAttempt {
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  const own = { pid: process.pid, identity: processIdentity(process.pid) ?? 'unknown' };
  for (;;) {
    if (tryCreate(path, own)) return { ok: true, release: () => removeProcessRecord(path) };
    const holder = readProcessRecord(path);
    if (holder !== null && stillRuns(holder)) return { ok: false, heldBy: holder };
    removeStale(path);
  }
}
