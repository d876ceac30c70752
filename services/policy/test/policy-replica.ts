import { closeServiceBase, openServiceBase, randomIds, systemClock, type ServiceBase } from '@countersign/chassis';
import type { GovernanceDocument, RegoDocument } from '@countersign/contracts';
import type { BusCredentials } from '@countersign/messaging';
import { decideToolCall } from '../src/domain/decide/decide-tool-call.js';
import { RevisionLoader } from '../src/engine/revision-loader.js';
import { followRevisions } from '../src/handlers/follow-revisions.js';
import { turns } from '../src/handlers/in-turn.js';
import { publishGovernance } from '../src/handlers/publish-governance.js';
import { refreshBundles } from '../src/handlers/refresh-bundles.js';
import { InMemoryRunStore } from '../src/storage/in-memory-run-store.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { PostgresGovernanceStore } from '../src/storage/postgres-governance-store.js';
import { PostgresProposalStore } from '../src/storage/postgres-proposal-store.js';
import { RevisionCache } from '../src/storage/revision-cache.js';
import { listen } from '../src/transport/listen.js';
import { admin } from './governance-stores.js';
import { program } from './governance.js';

export interface ReplicaOptions {
  database: { DATABASE_URL: string; MIGRATIONS_DATABASE_URL: string; DATABASE_POOL_SIZE: number };
  bus: BusCredentials;
  /** What this replica cannot load. */
  unloadable?: (documents: readonly GovernanceDocument[]) => boolean;
  fetch?: (url: string) => Promise<Buffer>;
}

function partsOf(base: ServiceBase, { unloadable = () => false, fetch }: ReplicaOptions) {
  const loader = new RevisionLoader(program, undefined, 60_000);
  const store = new PostgresGovernanceStore(base.source);
  const load = async (documents: readonly GovernanceDocument[]) => {
    if (unloadable(documents)) throw new Error('this replica cannot load that');
    return loader.load(documents);
  };
  return {
    ...{ store, fetch, clock: systemClock, ids: randomIds(systemClock), inTurn: turns(), runs: new InMemoryRunStore() },
    proposals: new PostgresProposalStore(base.source),
    revisions: new RevisionCache(systemClock, 600_000),
    rego: (tenant: string): Promise<RegoDocument[]> => store.rego(tenant),
    publish: (events: Parameters<ServiceBase['relay']['publishNow']>[0]) => base.relay.publishNow(events),
    source: { load, parse: async () => ({ ok: true, documents: [] as GovernanceDocument[], cases: [] }) },
  };
}

/** One replica of the service on real servers, without the look of every second: what it knows, it was told by the bus. */
export async function startReplica(options: ReplicaOptions) {
  const { servers: NATS_URL, user: NATS_USER, password: NATS_PASSWORD } = options.bus;
  const settings = { ...options.database, NATS_URL, NATS_USER, NATS_PASSWORD, LOG_LEVEL: 'silent' };
  const base = await openServiceBase('policy', settings, migrations);
  const reported: unknown[] = [];
  const report = (error: unknown) => void reported.push(error);
  const parts = partsOf(base, options);
  const look = followRevisions({ ...parts, report, looked: () => parts.revisions.looked() } as never);
  await look();
  listen(base.bus, parts as never, look);
  return {
    reported,
    look,
    revision: (tenant = 'demo') => {
      const found = parts.revisions.of(tenant);
      return found.ok ? found.value.compiled.revision : found.refusal.reasonCode;
    },
    verdict: (tenant = 'demo') => {
      const found = parts.revisions.of(tenant);
      const call = { agent: 'bot', tool: 'mail.send', arguments: { to: [] } };
      return found.ok ? decideToolCall(found.value, call, { nowMs: Date.now(), principal: null }).verdict : 'none';
    },
    apply: (documents: GovernanceDocument[], tenant = 'demo') => {
      const source = { ...parts.source, parse: async () => ({ ok: true, documents, cases: [] }) };
      const request = { actor: { ...admin('ada'), tenant }, files: [], variables: {} };
      return publishGovernance({ ...parts, source } as never)(request);
    },
    refresh: refreshBundles({ ...parts, report } as never),
    stop: () => closeServiceBase(base),
  };
}
