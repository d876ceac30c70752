import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { GovernanceFile } from '@countersign/cli';
import { z } from 'zod';
import { writeAtomically } from '../files/write-atomically.js';

const appliedSchema = z.record(z.string(), z.strictObject({ folder: z.string(), revision: z.string() }));

/** By tenant: what the folder held when it was last applied, and the revision that this gave. */
export type AppliedGovernance = z.infer<typeof appliedSchema>;

export function readApplied(path: string): AppliedGovernance {
  if (!existsSync(path)) return {};
  const parsed = appliedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : {};
}

export function writeApplied(path: string, applied: AppliedGovernance): void {
  writeAtomically(path, `${JSON.stringify(applied, null, 2)}\n`);
}

/** Of a tenant's files and of what their variables stand for. */
export function folderDigest(files: readonly GovernanceFile[], variables: Record<string, string>): string {
  const sorted = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([files, sorted]))
    .digest('hex');
}
