import { Bus, type PreparedEvent } from '@countersign/messaging';
import type { PersonActor } from '@countersign/contracts';
import { assemble } from '../src/assemble.js';
import type { AuditConfig } from '../src/config.js';
import { rpcRoutes } from '../src/transport/rpc-routes.js';
import { eventually } from './eventually.js';
import { startInfrastructure, type Infrastructure } from './infrastructure.js';
import { publishSurely } from './publish-surely.js';
import { auditSettingsFor } from './settings.js';

export interface RunningAudit {
  infrastructure: Infrastructure;
  service: Awaited<ReturnType<typeof assemble>>;
  gateway: Bus;
  console: Bus;
  /** Publishes as the gateway and waits until sealed. */
  record(events: readonly PreparedEvent[]): Promise<void>;
  stop(): Promise<void>;
}

/** One replica of audit in this process, on a Postgres and a NATS of its own, with two others at the bus. */
export async function startAudit(
  adapted: (settings: AuditConfig) => Promise<AuditConfig> = async (settings) => settings,
): Promise<RunningAudit> {
  const infrastructure = await startInfrastructure();
  const service = await assemble(await adapted(auditSettingsFor(infrastructure)));
  service.bus.serve(rpcRoutes(service.parts));
  const [gateway, console] = (await Promise.all(
    (['gateway', 'console'] as const).map((name) =>
      Bus.connect(name, infrastructure.nats.credentials(name), () => undefined),
    ),
  )) as [Bus, Bus];
  await eventually('audit seals', () => gateway.record.available());
  const record = async (events: readonly PreparedEvent[]) => {
    let last = 0;
    for (const event of events) last = await publishSurely(gateway, event);
    await eventually('the events are sealed', () => gateway.record.sealed(last, 10_000));
  };
  const stop = async () => {
    await service.stop();
    await Promise.all([gateway.close(), console.close()]);
    await infrastructure.stop();
  };
  return { infrastructure, service, gateway, console, record, stop };
}

export function person(tenant: string, ...roles: PersonActor['roles']): PersonActor {
  return { tenant, person: 'ada', roles };
}
