import { every, loadTrust, openServiceBase, randomIds, systemClock, type ServiceBase } from '@countersign/chassis';
import { type OutboxRelay, type EventPublisher } from '@countersign/messaging';
import type { GatewayConfig } from './config.js';
import { pinnedSignatures } from './crypto/pinned-signatures.js';
import { runTokenCheck } from './crypto/run-token-check.js';
import { ScanMemories } from './crypto/scan-memories.js';
import { x25519Keys } from './crypto/x25519-keys.js';
import { ArgumentChecker } from './domain/registry/argument-checker.js';
import { endOverdue } from './handlers/calls/end-overdue.js';
import { recoverCalls } from './handlers/calls/recover-calls.js';
import { expireReservations } from './handlers/budgets/expire-reservations.js';
import { KeyCache } from './handlers/identity/key-cache.js';
import { ProviderKeys } from './handlers/identity/provider-keys.js';
import { RunCache } from './handlers/identity/run-cache.js';
import { Circuits } from './handlers/models/circuits.js';
import { RunTokens } from './handlers/identity/run-tokens.js';
import type { ModelParts } from './handlers/models/model-parts.js';
import { UsageMeter } from './handlers/models/usage-meter.js';
import type { Timer } from './handlers/ports/timer.js';
import { RegistryCache } from './handlers/registry/registry-cache.js';
import { RecentIds } from './handlers/waits/recent-ids.js';
import { WaitingRoom } from './handlers/waits/waiting-room.js';
import { migrations } from './storage/migrations/migrations.js';
import { PostgresBudgetStore } from './storage/postgres-budget-store.js';
import { PostgresCallStore } from './storage/postgres-call-store.js';
import { PostgresReplicaStore } from './storage/postgres-replica-store.js';
import { PostgresToolSuspensions } from './storage/postgres-tool-suspensions.js';
import { PostgresWithheldStore } from './storage/postgres-withheld-store.js';
import { listen } from './transport/bus/listen.js';
import { rpcRoutes } from './transport/bus/rpc-routes.js';
import { HttpProvider } from './transport/outbound/http-provider.js';
import { HttpTarget } from './transport/outbound/http-target.js';
import { UpstreamTargets } from './transport/outbound/upstream-targets.js';

const systemTimer: Timer = {
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Stored events go through the relay, which notes them as published. */
function throughRelay(relay: OutboxRelay): EventPublisher {
  return {
    publish: async (event, options) => {
      const published = await relay.publishNow([event], options);
      if (!published) throw new Error('nothing was published');
      return published;
    },
  };
}

function partsOf(config: GatewayConfig, { bus, source, relay, report }: ServiceBase) {
  const ids = randomIds(systemClock);
  const trusted = loadTrust(config.TRUST_FILE);
  const asking = { rpc: bus.rpc, clock: systemClock, oneTimeKeys: x25519Keys };
  const registry = new RegistryCache(asking);
  const networks = config.ALLOWED_PRIVATE_NETWORKS;
  const reach = { loopback: config.ALLOW_LOOPBACK_TARGETS, private: false, networks };
  const target = new HttpTarget(reach);
  const recheckMs = config.MCP_DEFINITION_CHECK_SECONDS * 1_000;
  const upstreams = new UpstreamTargets({ reach, clock: systemClock, recheckMs });
  const provider = new HttpProvider(reach, config.PROVIDER_RESPONSE_LIMIT_BYTES);
  const parts: ModelParts = {
    ...{ replica: ids.next('gateway'), ids, timer: systemTimer, report, registry, target, provider, ...asking },
    ...{ upstreams, suspensions: new PostgresToolSuspensions(source, systemClock) },
    ...{
      calls: new PostgresCallStore(source),
      publisher: bus.publisher,
      record: bus.record,
      outbox: throughRelay(relay),
    },
    signatures: pinnedSignatures({ policy: trusted('policy'), approvals: trusted('approvals') }),
    argumentChecker: new ArgumentChecker(),
    sealedSteps: new RecentIds(20_000),
    decisions: new WaitingRoom(systemTimer),
    modelDecisions: new WaitingRoom(systemTimer),
    signals: new WaitingRoom(systemTimer),
    runTokens: new RunTokens({ ...asking, runTokenCheck: runTokenCheck(trusted('credentials'), systemClock) }),
    runs: new RunCache({ ...asking, registry, runSeconds: config.RUN_SECONDS }),
    providerKeys: new ProviderKeys(asking),
    withheld: new PostgresWithheldStore(source),
    circuits: new Circuits(systemClock),
    budgets: new PostgresBudgetStore(source),
    usage: new UsageMeter(),
    scans: new ScanMemories(),
    decisionTimeoutMs: config.POLICY_TIMEOUT_MS,
    heldWaitMs: config.HELD_CALL_WAIT_MS,
    consoleUrl: config.CONSOLE_URL,
  };
  return { parts, target, upstreams, provider, keys: new KeyCache(asking) };
}

/** What keeps running beside requests; the returned function ends it. */
async function startJobs(parts: ModelParts, { source, relay, report }: ServiceBase) {
  const replicas = new PostgresReplicaStore(source);
  await replicas.beat(parts.replica);
  const stopBeating = every(1_000, () => replicas.beat(parts.replica), report);
  const stopRecovering = every(2_000, recoverCalls(parts), report);
  const stopExpiring = every(10_000, expireReservations(parts), report);
  const stopEnding = every(60_000, endOverdue(parts), report);
  relay.start();
  return async () => {
    await Promise.all([stopRecovering(), stopExpiring(), stopEnding()]);
    await relay.stop();
    await stopBeating();
    await replicas.leave(parts.replica);
  };
}

/** The running service: what the one module provides and stops. */
export async function assemble(config: GatewayConfig) {
  const base = await openServiceBase('gateway', config, migrations);
  const { logger, bus, source } = base;
  const { parts, keys, target, upstreams, provider } = partsOf(config, base);
  listen(bus, parts, keys);
  bus.serve(rpcRoutes(parts));
  const stopJobs = await startJobs(parts, base);
  const stop = async () => {
    await stopJobs();
    await Promise.all([bus.close(), target.close(), upstreams.close(), provider.close()]);
    await source.destroy();
  };
  return { logger, bus, source, parts, keys, mcpOrigins: config.MCP_ALLOWED_ORIGINS, stop };
}
