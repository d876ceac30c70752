import type { GovernanceFile } from '@countersign/cli';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tenantNeeds, type TenantNeeds } from './demo-tenant.js';
import { governanceDocuments, readGovernanceFiles } from './read-governance.js';

export interface Tenant {
  name: string;
  files: GovernanceFile[];
  needs: TenantNeeds;
}

const first = 'demo';
/** Folders of `governance/` that are no tenant: the editor schema, and policies to take over into one's own. */
const notTenants = new Set(['schema', 'library']);

/** One tenant per folder of `governance/`, the demo tenant first. */
export function readTenants(governanceDir: string, variables: Record<string, string>): Tenant[] {
  const names = readdirSync(governanceDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notTenants.has(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => Number(b === first) - Number(a === first) || a.localeCompare(b));
  const tenants = names.map((name) => {
    const files = readGovernanceFiles(join(governanceDir, name));
    return { name, files, needs: tenantNeeds(governanceDocuments(files, variables)) };
  });
  return tenants.filter(({ files }) => files.length > 0);
}
