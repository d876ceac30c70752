import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate, OutboxTable } from '@countersign/chassis';
import { confinementFaults, startTemporaryPostgres, type TemporaryPostgres } from '@countersign/local';
import type { DataSource } from 'typeorm';
import { InMemoryApprovalsStore } from '../src/storage/in-memory-approvals-store.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { PostgresApprovalsStore } from '../src/storage/postgres-approvals-store.js';
import { approval, event, names, storeRules, type Stored } from './store-rules.js';

let postgres: TemporaryPostgres;
let source: DataSource;
const stored = (): Stored => ({
  store: new PostgresApprovalsStore(source),
  outbox: new OutboxTable(source, 'approvals'),
});

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  const { runtime, owner } = postgres.serviceDatabase('approvals');
  const parts = { schema: 'approvals', entities: [], migrations, poolSize: 4 };
  await migrate({ ...parts, url: owner });
  source = await createDataSource({ ...parts, url: runtime });
});
afterAll(async () => {
  await source?.destroy();
  await postgres?.remove();
});

describe('the store of approvals in memory', () =>
  storeRules(() => {
    const store = new InMemoryApprovalsStore();
    return { store, outbox: store.outbox };
  }));

describe('the store of approvals in Postgres', () => {
  storeRules(stored);

  it('changes nothing when the event that says so cannot be stored', async () => {
    const [{ store }, n] = [stored(), names()];
    const held = approval(n);
    await store.add(held, [event(held, 'asked')]);
    const change = store.change({ tenant: n.tenant, approvalId: held.approvalId }, (current) => ({
      approval: { ...current, status: 'granted' },
      events: [event(held, 'asked')],
    }));
    await expect(change).rejects.toThrow();
    expect((await store.get(n.tenant, held.approvalId))?.status).toBe('pending');
  });

  it('shows no tenant what is another’s, and its own role cannot change that', async () => {
    const [{ store }, n] = [stored(), names()];
    const held = approval(n);
    await store.add(held, [event(held, 'asked')]);
    await store.noteEnded(held, Date.now());
    await store.replacePeople(n.tenant, {
      position: '1',
      people: [{ tenant: n.tenant, person: 'ada', displayName: 'Ada', roles: ['approver'] }],
    });
    const { rows, faults } = await confinementFaults(postgres, 'approvals');
    expect(faults).toEqual([]);
    expect(rows).toBeGreaterThan(4);
  });
});
