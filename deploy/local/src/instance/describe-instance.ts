import { services } from '@countersign/contracts';
import { localUrl } from '../environment/service-environment.js';
import type { TenantKeys } from '../governance/issued-keys.js';
import type { Ports } from '../ports/parts.js';
import type { DevFile, TenantAccess } from './dev-file.js';
import type { Infrastructure } from './infrastructure.js';

export interface InstanceFacts {
  ports: Ports;
  infrastructure: Infrastructure;
  /** By tenant; the first is the one that `dev.json` speaks of. */
  keys: Record<string, TenantKeys>;
  adminTokens: Record<string, string>;
  pidOf: (service: string) => number | null;
}

/** What `dev.json` says of a running instance. */
export function describeInstance({ ports, infrastructure, keys, adminTokens, pidOf }: InstanceFacts): DevFile {
  const access = Object.entries(keys).map(([name, tenantKeys]): [string, TenantAccess] => [
    name,
    { adminToken: adminTokens[name] ?? '', ...tenantKeys },
  ]);
  const [first, ...others] = access;
  if (!first) throw new Error('governance names no tenant');
  return {
    gatewayUrl: localUrl(ports.gateway),
    consoleUrl: localUrl(ports.console),
    tenant: first[0],
    ...first[1],
    databaseUrl: infrastructure.databaseUrl,
    natsUrl: infrastructure.natsUrl,
    services: Object.fromEntries(
      services.map((service) => [
        service,
        { pid: pidOf(service) ?? 0, healthUrl: `${localUrl(ports[service])}/readyz` },
      ]),
    ),
    otherTenants: Object.fromEntries(others),
    demo: { modelUrl: localUrl(ports['demo-model']), targetUrl: localUrl(ports['demo-target']) },
  };
}
