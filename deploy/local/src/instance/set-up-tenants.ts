import { localUrl } from '../environment/service-environment.js';
import { readIssuedKeys, writeIssuedKeys, type TenantKeys } from '../governance/issued-keys.js';
import { readApplied, writeApplied } from '../governance/applied-governance.js';
import { governanceVariables } from '../governance/governance-variables.js';
import { setUpTenant } from '../governance/set-up-tenant.js';
import type { Tenant } from '../governance/tenants.js';
import type { Ports } from '../ports/parts.js';

interface TenantsNeeds {
  tenants: readonly Tenant[];
  ports: Ports;
  adminTokens: Record<string, string>;
  keysPath: string;
  appliedPath: string;
  notice: (text: string) => void;
}

/** Publishes every tenant's governance and keeps the keys that were issued for it, so that they last over restarts. */
export async function setUpTenants(needs: TenantsNeeds): Promise<Record<string, TenantKeys>> {
  const { tenants, ports, adminTokens, keysPath, appliedPath } = needs;
  const kept = readIssuedKeys(keysPath);
  const last = readApplied(appliedPath);
  const entries = await Promise.all(
    tenants.map(async ({ name, files, needs: wanted }) => {
      const done = await setUpTenant({
        tenant: name,
        consoleUrl: localUrl(ports.console),
        gatewayUrl: localUrl(ports.gateway),
        adminToken: adminTokens[name] ?? '',
        files,
        variables: governanceVariables(ports),
        needs: wanted,
        kept: kept[name],
        last: last[name],
      });
      if (done.folder.notice !== undefined) needs.notice(done.folder.notice);
      return [name, done] as const;
    }),
  );
  const keys = Object.fromEntries(entries.map(([name, done]) => [name, done.keys]));
  writeIssuedKeys(keysPath, keys);
  writeApplied(appliedPath, Object.fromEntries(entries.map(([name, { folder }]) => [name, folder.applied])));
  return keys;
}
