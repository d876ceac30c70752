import {
  closeServiceBase,
  every,
  loadSigningKey,
  loadTrust,
  openServiceBase,
  randomIds,
  signValue,
  systemClock,
  verifyValue,
} from '@countersign/chassis';
import { decisionPayloadType, grantPayloadType, type Decision, type Grant } from '@countersign/contracts';
import { type Bus, type OutboxRelay, type PreparedEvent, type ReceivedEvent } from '@countersign/messaging';
import type { ApprovalsConfig } from './config.js';
import { expireApprovals } from './handlers/expire-approvals.js';
import type { ApprovalsStore } from './handlers/ports.js';
import { migrations } from './storage/migrations/migrations.js';
import { PostgresApprovalsStore } from './storage/postgres-approvals-store.js';
import { bootstrapAdmins } from './transport/bootstrap.js';
import { eventRoutes } from './transport/event-routes.js';
import { rpcRoutes } from './transport/rpc-routes.js';

function partsOf(config: ApprovalsConfig, store: ApprovalsStore, relay: OutboxRelay) {
  const signingKey = loadSigningKey(config.SIGNING_KEY_FILE);
  const policyKey = loadTrust(config.TRUST_FILE)('policy');
  return {
    store,
    clock: systemClock,
    ids: randomIds(systemClock),
    publish: (events: PreparedEvent[]) => relay.publishNow(events),
    signGrant: (grant: Grant) => signValue(grantPayloadType, grant, signingKey),
    verifyDecision: ({ decision, signature }: { decision: Decision; signature: string }) =>
      verifyValue({ payloadType: decisionPayloadType, value: decision, signature }, policyKey),
    grantTtlMs: config.GRANT_TTL_SECONDS * 1000,
  };
}

function listen(bus: Bus, parts: ReturnType<typeof partsOf>): void {
  const routes = eventRoutes(parts);
  const handle = async (event: ReceivedEvent) => routes[event.leaf.type]?.(event);
  bus.serve(rpcRoutes(parts));
  bus.subscribeCore({ types: ['GovernancePublished'], queue: 'approvals', handle });
  bus.consume({ consumer: 'approvals', handle });
}

/** The running service: what the one module provides and stops. */
export async function assemble(config: ApprovalsConfig) {
  const base = await openServiceBase('approvals', config, migrations);
  const { logger, report, source, bus, relay } = base;
  const store = new PostgresApprovalsStore(source);
  if (config.BOOTSTRAP_FILE) await bootstrapAdmins(store, config.BOOTSTRAP_FILE);
  const parts = partsOf(config, store, relay);
  listen(bus, parts);
  relay.start();
  const stopExpiry = every(1_000, expireApprovals(parts), report);
  const stop = async () => {
    await stopExpiry();
    await closeServiceBase(base);
  };
  return { logger, bus, source, stop };
}
