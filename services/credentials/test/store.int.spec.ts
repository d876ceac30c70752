import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate, OutboxTable } from '@countersign/chassis';
import { confinementFaults, startTemporaryPostgres, type TemporaryPostgres } from '@countersign/local';
import type { DataSource } from 'typeorm';
import { InMemoryCredentialsStore } from '../src/storage/in-memory-credentials-store.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { PostgresCredentialsStore } from '../src/storage/postgres-credentials-store.js';
import { event, lease, names, storeRules, type Stored } from './store-rules.js';

let postgres: TemporaryPostgres;
let source: DataSource;
const stored = (): Stored => ({
  store: new PostgresCredentialsStore(source),
  outbox: new OutboxTable(source, 'credentials'),
});

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  const { runtime, owner } = postgres.serviceDatabase('credentials');
  const parts = { schema: 'credentials', entities: [], migrations, poolSize: 4 };
  await migrate({ ...parts, url: owner });
  source = await createDataSource({ ...parts, url: runtime });
});
afterAll(async () => {
  await source?.destroy();
  await postgres?.remove();
});

describe('the store of credentials in memory', () =>
  storeRules(() => {
    const store = new InMemoryCredentialsStore();
    return { store, outbox: store.outbox };
  }));

describe('the store of credentials in Postgres', () => {
  storeRules(stored);

  it('stores no lease when its event cannot be stored', async () => {
    const [{ store }, n] = [stored(), names()];
    await store.addEvents(n.tenant, [event(n, 'taken')]);
    await expect(store.addLease(lease(n), [event(n, 'taken')])).rejects.toThrow();
    expect(await store.liveLease(n.tenant, n.id('dec'))).toBeNull();
  });

  it('revokes no lease when the one in its place cannot be stored', async () => {
    const [{ store }, n] = [stored(), names()];
    await store.addLease(lease(n), [event(n, 'first')]);
    const former = await store.liveLease(n.tenant, n.id('dec'));
    if (!former) throw new Error('the lease is not there');
    const next = lease(n, { leaseId: n.id('second') });
    await expect(store.replaceLease(former, next, [event(n, 'first')])).rejects.toThrow();
    expect(await store.liveLease(n.tenant, n.id('dec'))).toEqual(former);
  });

  it('lets one of two replicas replace a lease', async () => {
    const [{ store }, n] = [stored(), names()];
    await store.addLease(lease(n), [event(n, 'first')]);
    const former = await store.liveLease(n.tenant, n.id('dec'));
    if (!former) throw new Error('the lease is not there');
    const replace = (what: string) => store.replaceLease(former, lease(n, { leaseId: n.id(what) }), [event(n, what)]);
    const both = await Promise.all([replace('left'), replace('right')]);
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  it('shows no tenant what is another’s, and its own role cannot change that', async () => {
    const n = names();
    await stored().store.addLease(lease(n), [event(n, 'first')]);
    const { rows, faults } = await confinementFaults(postgres, 'credentials');
    expect(faults).toEqual([]);
    expect(rows).toBeGreaterThan(1);
  });
});
