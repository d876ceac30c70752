import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate, OutboxTable } from '@countersign/chassis';
import { confinementFaults, startTemporaryPostgres, type TemporaryPostgres } from '@countersign/local';
import type { DataSource } from 'typeorm';
import { InMemoryCallStore } from '../src/storage/in-memory-call-store.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { PostgresCallStore } from '../src/storage/postgres-call-store.js';
import { PostgresReplicaStore } from '../src/storage/postgres-replica-store.js';
import { callStoreRules, ended, toolCall, type Stored } from './call-store-rules.js';
import { heldCallRules } from './held-call-rules.js';

let postgres: TemporaryPostgres;
let source: DataSource;
const stored = (): Stored => ({
  calls: new PostgresCallStore(source),
  replicas: new PostgresReplicaStore(source),
  outbox: new OutboxTable(source, 'gateway'),
});

beforeAll(async () => {
  postgres = await startTemporaryPostgres();
  const { runtime, owner } = postgres.serviceDatabase('gateway');
  const parts = { schema: 'gateway', entities: [], migrations, poolSize: 4 };
  await migrate({ ...parts, url: owner });
  source = await createDataSource({ ...parts, url: runtime });
});
afterAll(async () => {
  await source?.destroy();
  await postgres?.remove();
});

describe('the store of calls in memory', () => {
  const inMemory = (): Stored => {
    const calls = new InMemoryCallStore({ now: () => Date.now() });
    return { calls, replicas: calls, outbox: calls.outbox };
  };
  callStoreRules(inMemory);
  heldCallRules(inMemory);
});

describe('the store of calls in Postgres', () => {
  callStoreRules(stored);
  heldCallRules(stored);

  it('leaves a call where it is when the event that says more cannot be stored', async () => {
    const { calls } = stored();
    const call = toolCall();
    await calls.insert(call);
    const event = ended(call);
    expect(await calls.move(call, { status: 'proposed' }, event)).toBe(true);
    await expect(calls.move(call, { status: 'failed' }, event)).rejects.toThrow();
    expect((await calls.get(call))?.call.status).toBe('proposed');
  });

  it('shows no tenant what is another’s, and its own role cannot change that', async () => {
    const { calls } = stored();
    const call = toolCall();
    await calls.insert(call);
    await calls.move(call, { status: 'failed' }, ended(call));
    const { rows, faults } = await confinementFaults(postgres, 'gateway');
    expect(faults).toEqual([]);
    expect(rows).toBeGreaterThan(1);
  });
});
