import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeAtomically } from '../files/write-atomically.js';

const tenantKeysSchema = z.strictObject({
  agents: z.record(z.string(), z.strictObject({ key: z.string() })),
  approvers: z.array(z.strictObject({ person: z.string(), token: z.string() })),
});
export type TenantKeys = z.infer<typeof tenantKeysSchema>;
const issuedKeysSchema = z.record(z.string(), tenantKeysSchema);

/** Keys and tokens are shown once by the services; the launcher keeps those it asked for (mode 0600). */
export function readIssuedKeys(path: string): Record<string, TenantKeys> {
  if (!existsSync(path)) return {};
  const parsed = issuedKeysSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : {};
}

export function writeIssuedKeys(path: string, keys: Record<string, TenantKeys>): void {
  writeAtomically(path, `${JSON.stringify(keys, null, 2)}\n`);
}
