import { every } from '@countersign/chassis';
import { OutboxRelay, type PreparedEvent } from '@countersign/messaging';
import { expireLeases } from '../../../services/credentials/src/handlers/expire-leases.js';
import { verifySignatures } from '../../../services/credentials/src/handlers/verify-signatures.js';
import type { Issuer } from '../../../services/credentials/src/issuers/issuer.js';
import { RegistryReader } from '../../../services/credentials/src/transport/registry-reader.js';
import { startedOnRecord } from '../../../services/credentials/src/transport/started-on-record.js';
import { rpcRoutes } from '../../../services/credentials/src/transport/rpc-routes.js';
import { trusted } from '../world/keys.js';
import type { Life } from '../world/world.js';

/** A credential that says what it is good for, so that a target can tell. */
const plainIssuer: Issuer = {
  mint: async ({ leaseId, callId, scope }) => `${leaseId} ${callId} ${scope.join(' ')}`,
};
const verify = verifySignatures(trusted);

/** Starts credentials as its `assemble.ts` does. */
export function startCredentials({ world, process }: Life): void {
  const connection = world.bus.connect('credentials', process);
  const distance = world.distanceToStore('credentials');
  const { credentials } = world.stores;
  const report = (error: unknown) => world.history.note(process.name, `reports: ${String(error)}`);
  const registry = new RegistryReader(connection.rpc);
  const relay = new OutboxRelay({
    store: process.reach(credentials.outbox, distance),
    publisher: connection.publisher,
    watermark: () => connection.record.current(),
    report,
  });
  const parts = {
    store: process.reach(world.plants.credentials(credentials), distance),
    ...{ clock: world.time, ids: world.ids, verify },
    issuers: new Map([['jwt', plainIssuer]]),
    hasStarted: startedOnRecord(connection.rpc),
    tool: registry.tool.bind(registry),
    provider: registry.provider.bind(registry),
    secrets: { read: async () => 'sk-demo' },
    seal: async (value: string, { x }: { x: string }) => `sealed for ${x}: ${value}`,
    signRunToken: async () => 'run token',
    decisionMaxAgeMs: 60_000,
    ttlMs: 300_000,
    publish: (events: PreparedEvent[]) => relay.publishNow(events),
  };
  connection.serve(rpcRoutes(parts));
  every(500, async () => credentials.outbox.size() > 0 && relay.sweep(), report);
  every(2_000, expireLeases(parts), report);
}
