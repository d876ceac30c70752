import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, instantOf, migrate, OutboxTable } from '@countersign/chassis';
import { governanceDeclined } from '@countersign/contracts';
import { confinementFaults, startTemporaryPostgres, type TemporaryPostgres } from '@countersign/local';
import { prepareEvent, type OutboxStore, type PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { GovernanceStore, StoredProposal, StoredRevision } from '../src/handlers/ports.js';
import { InMemoryGovernanceStore } from '../src/storage/in-memory-governance-store.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { PostgresGovernanceStore } from '../src/storage/postgres-governance-store.js';
import { PostgresProposalStore } from '../src/storage/postgres-proposal-store.js';
import { PostgresToolChangeStore } from '../src/storage/postgres-tool-change-store.js';
import { PostgresVersionStore } from '../src/storage/postgres-version-store.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');
let postgres: TemporaryPostgres;
let source: DataSource;
let nth = 0;

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  const { runtime, owner } = postgres.serviceDatabase('policy');
  const parts = { schema: 'policy', entities: [], migrations, poolSize: 4 };
  await migrate({ ...parts, url: owner });
  source = await createDataSource({ ...parts, url: runtime });
});
afterAll(async () => {
  await source?.destroy();
  await postgres?.remove();
});

const tenantOfMyOwn = () => `acme-${process.pid}x${nth++}`;
const revision = (tenant: string, letter: string, change: Partial<StoredRevision> = {}): StoredRevision => ({
  ...{ tenant, revision: `sha256:${letter.repeat(64)}`, documents: [], publishedBy: 'ada', publishedAt: now },
  ...change,
});
const proposal = (tenant: string, letter: string): StoredProposal => ({
  ...{
    tenant,
    proposalId: `prop_${tenant}`,
    revision: `sha256:${letter.repeat(64)}`,
    baseRevision: null,
    documents: [],
  },
  ...{ proposedBy: 'ben', proposedAt: now, changed: ['Policy/a'], removed: [] },
});

function event(tenant: string, what: string): PreparedEvent {
  const id = `${what}_${tenant}`;
  const data = { proposalId: id, revision: `sha256:${'a'.repeat(64)}`, declinedBy: 'ada', reason: null };
  const actor = { kind: 'person' as const, id: 'ada' };
  return prepareEvent(governanceDeclined, { id, tenant, time: instantOf(now), actor, subject: id, data });
}

async function owed(outbox: OutboxStore, tenant: string): Promise<string[]> {
  return (await outbox.due(1_000)).filter((row) => row.tenant === tenant).map((row) => row.id.split('_')[0] ?? '');
}

/** What holds for every governance store, wherever it keeps its rows. */
function governanceRules(open: () => { store: GovernanceStore; outbox: OutboxStore }): void {
  it('publishes on what was in force when it was written, or not at all', async () => {
    const [{ store, outbox }, tenant] = [open(), tenantOfMyOwn()];
    const [a, b, c] = ['a', 'b', 'c'].map((letter) => revision(tenant, letter)) as [
      StoredRevision,
      StoredRevision,
      StoredRevision,
    ];
    expect(await store.current(tenant)).toBeNull();
    expect(await store.publish(a, b.revision, [event(tenant, 'early')])).toBe(false);
    expect(await store.publish(a, null, [event(tenant, 'first')])).toBe(true);
    expect(await store.publish(b, null, [event(tenant, 'blind')])).toBe(false);
    expect(await store.publish(b, a.revision, [event(tenant, 'second')])).toBe(true);
    expect(await store.publish(c, a.revision, [event(tenant, 'late')])).toBe(false);
    expect(await store.current(tenant)).toEqual(b);
    expect([await store.current(tenantOfMyOwn()), await owed(outbox, tenant)]).toEqual([null, ['first', 'second']]);
    expect(await store.heads()).toContainEqual({ tenant, revision: b.revision });
  });

  it('lets one of two who publish at once win', async () => {
    const [{ store, outbox }, tenant] = [open(), tenantOfMyOwn()];
    const publish = (letter: string) => store.publish(revision(tenant, letter), null, [event(tenant, letter)]);
    const both = await Promise.all([publish('a'), publish('b')]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await owed(outbox, tenant)).toHaveLength(1);
  });
}

describe('the governance store in memory', () =>
  governanceRules(() => {
    const store = new InMemoryGovernanceStore();
    return { store, outbox: store.outbox };
  }));

describe('the governance stores in Postgres', () => {
  const open = () => ({
    store: new PostgresGovernanceStore(source),
    proposals: new PostgresProposalStore(source),
    versions: new PostgresVersionStore(source),
    outbox: new OutboxTable(source, 'policy'),
  });
  governanceRules(open);

  it('publishes nothing when the event that says so cannot be stored', async () => {
    const [{ store, versions }, tenant] = [open(), tenantOfMyOwn()];
    const first = revision(tenant, 'a');
    await store.publish(first, null, [event(tenant, 'taken')]);
    await expect(store.publish(revision(tenant, 'b'), first.revision, [event(tenant, 'taken')])).rejects.toThrow();
    expect(await store.current(tenant)).toEqual(first);
    expect(await versions.published(tenant, revision(tenant, 'b').revision)).toBeNull();
  });

  it('numbers what was in force, and keeps a proposal out of it until a second person publishes it, once', async () => {
    const [{ store, proposals, versions }, tenant] = [open(), tenantOfMyOwn()];
    const [a, b] = [revision(tenant, 'a'), proposal(tenant, 'b')];
    await store.publish(a, null, []);
    await proposals.propose(b, [event(tenant, 'proposed')]);
    expect(await versions.published(tenant, b.revision)).toBeNull();
    expect([await proposals.open(tenant), await proposals.open('nobody')]).toMatchObject([
      [{ proposalId: b.proposalId }],
      [],
    ]);
    const next = revision(tenant, 'b', { proposedBy: 'ben', proposalId: b.proposalId });
    expect([
      await store.publish(next, a.revision, []),
      await store.publish({ ...next, revision: a.revision }, b.revision, []),
    ]).toEqual([true, false]);
    expect([await proposals.find(tenant, b.proposalId), await proposals.decline(tenant, b.proposalId, [])]).toEqual([
      null,
      false,
    ]);
    expect(await versions.list(tenant, { limit: 10 })).toMatchObject([
      { number: 2, proposedBy: 'ben', inForce: true },
      { number: 1, inForce: false },
    ]);
    expect(await versions.list('nobody', { limit: 10 })).toEqual([]);
  });

  it('opens what was found of a tool once per event, and settles it with the event that says so, once', async () => {
    const [{ outbox }, tenant] = [open(), tenantOfMyOwn()];
    const changes = new PostgresToolChangeStore(source);
    const digests = { definitionDigest: 'sha256:d', pinnedDigest: 'sha256:p', foundDigest: null };
    const change = { tenant, eventId: `changed_${tenant}`, tool: 'tickets.create', ...digests, changedAt: now };
    const mine = async () => (await changes.open()).filter((one) => one.tenant === tenant);
    const settle = () =>
      changes.settle({ tenant, definitionDigest: 'sha256:d', person: 'ada' }, () => event(tenant, 'settled'));
    expect(await settle()).toBeNull();
    await changes.note(change);
    await changes.note(change);
    expect(await mine()).toEqual([change]);
    expect([(await settle())?.type, await settle()]).toEqual(['GovernanceDeclined', null]);
    await changes.note(change);
    expect([await mine(), await owed(outbox, tenant)]).toEqual([[], ['settled']]);
  });

  it('shows no tenant what is another’s, and its own role cannot change that', async () => {
    const [{ store, proposals }, tenant] = [open(), tenantOfMyOwn()];
    await store.publish(revision(tenant, 'a'), null, [event(tenant, 'published')]);
    await proposals.propose(proposal(tenant, 'b'), []);
    const { rows, faults } = await confinementFaults(postgres, 'policy');
    expect(faults).toEqual([]);
    expect(rows).toBeGreaterThan(4);
  });
});
