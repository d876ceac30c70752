import { join } from 'node:path';
import { services, type Service } from '@countersign/contracts';
import { inheritedEnvironment } from '../environment/inherited-environment.js';
import { localUrl, serviceEnvironment, type InstanceContext } from '../environment/service-environment.js';
import { repositoryRoot } from '../files/repository-root.js';
import type { ListeningPart } from '../ports/parts.js';
import { programPart } from '../process/program-part.js';
import type { Part } from '../supervision/part.js';
import type { InstancePaths } from './paths.js';

/** Audit outlives those that wait for its seal; the two doors close first. */
const tiers: Record<Service, number> = { audit: 1, policy: 2, approvals: 2, credentials: 2, gateway: 3, console: 3 };

export function serviceParts(context: InstanceContext, paths: InstancePaths): Part[] {
  return services.map((service) =>
    programPart(
      {
        name: service,
        tier: tiers[service],
        file: join(repositoryRoot, 'services', service, 'dist', 'main.js'),
        environment: serviceEnvironment(service, context),
        healthUrl: `${localUrl(context.ports[service])}/readyz`,
      },
      paths,
    ),
  );
}

/** What the demo parts need to know. */
export type DemoContext = Pick<InstanceContext, 'ports' | 'files' | 'environment'>;

function demoPart(name: ListeningPart & `demo-${string}`, context: DemoContext, settings: Record<string, string>) {
  const port = context.ports[name];
  return {
    name,
    tier: 2,
    file: join(repositoryRoot, 'deploy', 'local', 'dist', name, 'main.js'),
    environment: { ...inheritedEnvironment(context.environment), PORT: String(port), ...settings },
    healthUrl: `${localUrl(port)}/healthz`,
  };
}

/** The model and the target to try things on: development parts, which no deployment has. */
export function demoParts(context: DemoContext, paths: InstancePaths, modelKey: string): Part[] {
  return [
    programPart(demoPart('demo-model', context, { API_KEY: modelKey }), paths),
    programPart(demoPart('demo-target', context, { LEASE_PUBLIC_KEY_FILE: context.files.leasePublicKeyFile }), paths),
  ];
}
