import { renameSync, writeFileSync } from 'node:fs';

/** A reader sees the old file or the new one, never half of it; owner-only unless told otherwise. */
export function writeAtomically(path: string, text: string, mode = 0o600): void {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, path);
}
