import { rmSync } from 'node:fs';
import { writeAtomically } from '../files/write-atomically.js';
import type { TenantKeys } from '../governance/issued-keys.js';

export type TenantAccess = TenantKeys & { adminToken: string };

/** What scripts and tests read to find and use a running instance. */
export interface DevFile extends TenantAccess {
  gatewayUrl: string;
  consoleUrl: string;
  tenant: string;
  databaseUrl: string;
  natsUrl: string;
  services: Record<string, { pid: number; healthUrl: string }>;
  otherTenants: Record<string, TenantAccess>;
  demo: { modelUrl: string; targetUrl: string };
}

export function writeDevFile(path: string, content: DevFile): void {
  writeAtomically(path, `${JSON.stringify(content, null, 2)}\n`);
}

/** There is a file only while everything runs. */
export function removeDevFile(path: string): void {
  rmSync(path, { force: true });
}
