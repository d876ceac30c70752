import {
  closeServiceBase,
  every,
  loadSigningKey,
  openServiceBase,
  randomIds,
  signValue,
  systemClock,
} from '@countersign/chassis';
import {
  decisionPayloadType,
  modelDecisionPayloadType,
  type Decision,
  type ModelDecision,
} from '@countersign/contracts';
import { loadAnalysers } from '@countersign/effects';
import type { Bus, PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import { startAdministration } from './administration/start-administration.js';
import { assembleShadow } from './assemble-shadow.js';
import type { PolicyConfig } from './config.js';
import { RevisionLoader } from './engine/revision-loader.js';
import { followRevisions } from './handlers/follow-revisions.js';
import { turns } from './handlers/in-turn.js';
import { followToolChanges } from './handlers/tools/follow-tool-changes.js';
import { migrations } from './storage/migrations/migrations.js';
import { PostgresGovernanceStore } from './storage/postgres-governance-store.js';
import { PostgresRunStore } from './storage/postgres-run-store.js';
import { PostgresToolChangeStore } from './storage/postgres-tool-change-store.js';
import { RevisionCache } from './storage/revision-cache.js';
import { credentialFaults } from './transport/credential-faults.js';
import { listen } from './transport/listen.js';
import { readResults } from './transport/read-results.js';
import { recallRun } from './transport/recall-run.js';
import { rpcRoutes } from './transport/rpc-routes.js';
import { withoutSignIn } from './transport/sign-ins.js';

function partsOf(config: PolicyConfig, bus: Bus, source: DataSource) {
  const signingKey = loadSigningKey(config.SIGNING_KEY_FILE);
  const revisions = new RevisionCache(systemClock, config.POLICY_STALE_SECONDS * 1000);
  return {
    store: new PostgresGovernanceStore(source),
    toolChanges: new PostgresToolChangeStore(source),
    source: new RevisionLoader(undefined, undefined, config.REGO_ANSWER_MS),
    inTurn: turns(),
    credentialFaults: credentialFaults(bus.rpc),
    withoutSignIn: withoutSignIn(bus.rpc),
    revisions,
    runs: new PostgresRunStore(source, systemClock),
    recallRun: recallRun(bus.rpc),
    readResults: readResults(bus.rpc),
    awareSince: (tenant: string, agent: string) => revisions.awareSince(tenant, agent),
    publisher: bus.publisher,
    clock: systemClock,
    ids: randomIds(systemClock),
    signDecision: (decision: Decision) => signValue(decisionPayloadType, decision, signingKey),
    signModelDecision: (decision: ModelDecision) => signValue(modelDecisionPayloadType, decision, signingKey),
    environment: config.ENVIRONMENT,
  };
}

/** The running service: what the one module provides and stops. This thread decides; another one answers for administration. */
export async function assemble(config: PolicyConfig) {
  await loadAnalysers();
  const base = await openServiceBase('policy', config, migrations);
  const { logger, report, source, bus, relay } = base;
  const publish = (events: PreparedEvent[]) => relay.publishNow(events);
  const told = { ...partsOf(config, bus, source), publish };
  const own = { ...told, followChanges: followToolChanges(told) };
  const beside = await assembleShadow(own, source, report);
  const parts = { ...own, ...beside };
  const follow = followRevisions({ ...parts, report, looked: () => parts.revisions.looked() });
  await follow();
  bus.serve(rpcRoutes(parts));
  listen(bus, parts, follow, parts);
  relay.start();
  const administration = startAdministration({ look: { revisions: follow, shadows: beside.followShadows }, report });
  const stopFollowing = every(1_000, follow, report);
  const stopSweeping = every(600_000, () => parts.runs.sweep(), report);
  const stop = async () => {
    await administration.stop();
    await beside.stop();
    await stopSweeping();
    await stopFollowing();
    await closeServiceBase(base);
  };
  return { logger, bus, source, revisions: parts.revisions, administration, stop };
}
