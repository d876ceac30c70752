import {
  closeServiceBase,
  every,
  openServiceBase,
  randomIds,
  systemClock,
  type ServiceBase,
} from '@countersign/chassis';
import { loadAnalysers } from '@countersign/effects';
import type { PreparedEvent } from '@countersign/messaging';
import { searchPath, type PolicyConfig } from './config.js';
import type { LoadedRevision } from './domain/decide/loaded-revision.js';
import { inSlices } from './engine/in-slices.js';
import { compilerOf } from './engine/rego/compile-rego.js';
import { bundleFetcher } from './engine/rego/fetch-bundle.js';
import { RevisionLoader } from './engine/revision-loader.js';
import { turns } from './handlers/in-turn.js';
import { loadInForce } from './handlers/load-in-force.js';
import { refreshBundles } from './handlers/refresh-bundles.js';
import { followToolChanges } from './handlers/tools/follow-tool-changes.js';
import { settleWhatIsPublished } from './handlers/tools/settle-tool-changes.js';
import { migrations } from './storage/migrations/migrations.js';
import { PostgresGovernanceStore } from './storage/postgres-governance-store.js';
import { PostgresProposalStore } from './storage/postgres-proposal-store.js';
import { PostgresShadowStore } from './storage/postgres-shadow-store.js';
import { PostgresToolChangeStore } from './storage/postgres-tool-change-store.js';
import { PostgresVersionStore } from './storage/postgres-version-store.js';
import { ToolChangesByTenant } from './storage/tool-changes-by-tenant.js';
import { readRecord } from './transport/read-record.js';
import { administrationRoutes } from './transport/administration-routes.js';
import type { Looked } from './administration/messages.js';

type Look = (what: Looked) => Promise<void>;

/** Tools whose servers changed them: publishing may approve them anew. */
function toolChangesOf(told: ToldParts, look: Look) {
  const known = new ToolChangesByTenant();
  const parts = {
    ...told,
    revisions: {
      useToolChanges: (changes: Parameters<typeof known.use>[0]) => known.use(changes),
      toolChangesOf: (tenant: string) => known.of(tenant),
    },
  };
  const follow = followToolChanges(parts);
  const settle = settleWhatIsPublished(parts);
  const settleChanges: typeof settle = async (...published) => {
    await follow();
    await settle(...published);
    await look('revisions');
  };
  const show = async (tenant: string, loaded: LoadedRevision) => {
    await follow();
    return known.show(tenant, loaded);
  };
  return { settleChanges, show };
}

function toldParts({ source, relay }: ServiceBase) {
  const publish = (events: PreparedEvent[]) => relay.publishNow(events);
  return {
    ...{ publish, clock: systemClock, ids: randomIds(systemClock) },
    toolChanges: new PostgresToolChangeStore(source),
  };
}
type ToldParts = ReturnType<typeof toldParts>;

function partsOf(config: PolicyConfig, base: ServiceBase, look: Look) {
  const database = base.source;
  const fetch = bundleFetcher(config.POLICY_BUNDLE_HOSTS);
  const store = new PostgresGovernanceStore(database);
  const compile = compilerOf({ opa: config.OPA_BIN, searchPath: searchPath() });
  const source = new RevisionLoader(undefined, { compile, fetch }, config.REGO_ANSWER_MS);
  const told = toldParts(base);
  const { settleChanges, show } = toolChangesOf(told, look);
  return {
    ...told,
    ...{ store, source, fetch, settleChanges },
    report: base.report,
    versions: new PostgresVersionStore(database),
    proposals: new PostgresProposalStore(database),
    shadows: new PostgresShadowStore(database),
    inForce: loadInForce({ store, source, show }),
    rego: (tenant: string) => store.rego(tenant),
    revisions: { put: () => look('revisions') },
    followShadows: () => look('shadows'),
    inTurn: turns(),
    slices: inSlices,
    readRecord: readRecord(base.bus.rpc),
  };
}

/**
 * Everything that reads whole sets of governance, or decides the record again: it takes seconds, and calls are decided
 * by another thread meanwhile.
 */
export async function assembleAdministration(config: PolicyConfig, look: Look) {
  await loadAnalysers();
  const base = await openServiceBase('policy', { ...config, MIGRATIONS_DATABASE_URL: undefined }, migrations);
  const parts = partsOf(config, base, look);
  base.bus.serve(administrationRoutes(parts));
  base.relay.start();
  const stopRefreshing = every(config.POLICY_BUNDLE_POLL_SECONDS * 1000, refreshBundles(parts), base.report);
  return async () => {
    await stopRefreshing();
    await closeServiceBase(base);
  };
}
