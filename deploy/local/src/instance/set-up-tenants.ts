import { localUrl } from '../environment/service-environment.js';
import { readIssuedKeys, writeIssuedKeys, type TenantKeys } from '../governance/issued-keys.js';
import { governanceVariables } from '../governance/governance-variables.js';
import { setUpTenant } from '../governance/set-up-tenant.js';
import type { Tenant } from '../governance/tenants.js';
import type { Ports } from '../ports/parts.js';

interface TenantsNeeds {
  tenants: readonly Tenant[];
  ports: Ports;
  adminTokens: Record<string, string>;
  keysPath: string;
}

/** Publishes every tenant's governance and keeps the keys that were issued for it, so that they last over restarts. */
export async function setUpTenants(needs: TenantsNeeds): Promise<Record<string, TenantKeys>> {
  const { tenants, ports, adminTokens, keysPath } = needs;
  const kept = readIssuedKeys(keysPath);
  const entries = await Promise.all(
    tenants.map(async ({ name, files, needs: wanted }) => {
      const keys = await setUpTenant({
        consoleUrl: localUrl(ports.console),
        gatewayUrl: localUrl(ports.gateway),
        adminToken: adminTokens[name] ?? '',
        files,
        variables: governanceVariables(ports),
        needs: wanted,
        kept: kept[name],
      });
      return [name, keys] as const;
    }),
  );
  const keys = Object.fromEntries(entries);
  writeIssuedKeys(keysPath, keys);
  return keys;
}
