import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate, tenantTransaction } from '@countersign/chassis';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@countersign/local';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { RunEntry } from '../src/domain/runs/run-entry.js';
import { liveScope, type RunKey } from '../src/handlers/ports.js';
import { InitialSchema1763700000000 } from '../src/storage/migrations/initial-schema.js';
import { Runs1763760000000 } from '../src/storage/migrations/runs.js';
import { Versions1763740000000 } from '../src/storage/migrations/versions.js';
import { PostgresRunStore } from '../src/storage/postgres-run-store.js';

let postgres: EmbeddedPostgres;
let dataDir: string;
let replicas: { source: DataSource; store: PostgresRunStore }[];
let nowMs = Date.parse('2026-11-21T10:00:00.000Z');

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'countersign-policy-'));
  postgres = await startEmbeddedPostgres({ dataDir });
  const { runtime, owner } = postgres.serviceDatabase('policy');
  const migrations = [InitialSchema1763700000000, Versions1763740000000, Runs1763760000000];
  const parts = (url: string) => ({ url, schema: 'policy', entities: [], migrations, poolSize: 4 });
  await migrate(parts(owner));
  const sources = await Promise.all([createDataSource(parts(runtime)), createDataSource(parts(runtime))]);
  replicas = sources.map((source) => ({ source, store: new PostgresRunStore(source, { now: () => nowMs }) }));
});

afterAll(async () => {
  for (const { source } of replicas) await source.destroy();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const key = (run: string, agent = 'bot', tenant = 'demo'): RunKey => ({ tenant, scope: liveScope, run, agent });
const entry = (id: string, labels: string[] = []): RunEntry => ({ id, tool: 'mail.send', atMs: nowMs, labels });
const store = (replica: number) => (replicas[replica] as (typeof replicas)[number]).store;

/** Lets a call through if the run has made fewer than so many, as a decision does. */
function callUnless(limit: number, call: { id: string; replica: number; run: string }): Promise<boolean> {
  return store(call.replica).exclusively(key(call.run), async (state) => {
    const passes = (state?.before(call.id).history?.length ?? 0) < limit;
    return { value: passes, entries: passes ? [entry(call.id)] : [] };
  });
}

const seen = (replica: number, run: string) =>
  store(replica).exclusively(key(run), async (state) => ({ value: state && state.before('next'), entries: [] }));

async function rowsOf(tenant: string): Promise<number> {
  const { source } = replicas[0] as (typeof replicas)[number];
  return tenantTransaction(source, tenant, async (manager) => {
    const [row] = await manager.query<{ rows: number }[]>('select count(*)::int as rows from policy.run_entries');
    return (row as { rows: number }).rows;
  });
}

describe('runs kept in Postgres', () => {
  it('let exactly as many parallel calls pass as a counter says, over all replicas', async () => {
    const calls = Array.from({ length: 24 }, (_, i) => ({ id: `call_${i}`, replica: i % 2, run: 'run_parallel' }));
    const passed = await Promise.all(calls.map((call) => callUnless(3, call)));
    expect(passed.filter(Boolean)).toHaveLength(3);
    expect((await seen(0, 'run_parallel'))?.history).toHaveLength(3);
    expect(await seen(1, 'run_parallel')).toEqual(await seen(0, 'run_parallel'));
  });

  it('show a label to the next call at another replica at once', async () => {
    expect(await seen(1, 'run_label')).toBeNull();
    await store(0).exclusively(key('run_label'), async () => ({ value: null, entries: [entry('a', ['read-files'])] }));
    expect(await seen(1, 'run_label')).toMatchObject({ labels: ['read-files'] });
  });

  it('keep a call once, however often it is decided', async () => {
    const again = () =>
      store(1).exclusively(key('run_again'), async () => ({ value: null, entries: [entry('a', ['x'])] }));
    await again();
    await again();
    expect((await seen(0, 'run_again'))?.history).toHaveLength(1);
  });

  it('keep nothing of a decision that failed', async () => {
    await callUnless(5, { id: 'a', replica: 0, run: 'run_failed' });
    const failing = store(0).exclusively(key('run_failed'), () => Promise.reject(new Error('no decision')));
    await expect(failing).rejects.toThrow('no decision');
    expect((await seen(0, 'run_failed'))?.history).toHaveLength(1);
  });

  it('belong to their tenant', async () => {
    await callUnless(5, { id: 'a', replica: 0, run: 'run_mine' });
    const foreign = key('run_mine', 'bot', 'acme');
    expect(await store(0).exclusively(foreign, async (state) => ({ value: state, entries: [] }))).toBeNull();
    expect(await rowsOf('acme')).toBe(0);
    expect(await rowsOf('demo')).toBeGreaterThan(0);
  });

  it('are dropped for agents whose rules no longer ask, by every replica, and begin anew', async () => {
    await callUnless(5, { id: 'a', replica: 0, run: 'run_dropped' });
    await seen(1, 'run_dropped');
    const { source } = replicas[0] as (typeof replicas)[number];
    await tenantTransaction(source, 'demo', (manager) =>
      manager.query(`insert into policy.heads values ('demo', 'r2', 'ada', now())`),
    );
    await store(0).keepOnly('demo', [], 'r1');
    expect((await seen(1, 'run_dropped'))?.history).toHaveLength(1);
    await store(0).keepOnly('demo', ['another'], 'r2');
    expect(await seen(1, 'run_dropped')).toBeNull();
    expect(await callUnless(1, { id: 'b', replica: 0, run: 'run_dropped' })).toBe(true);
    expect((await seen(1, 'run_dropped'))?.history).toHaveLength(1);
  });

  it('are dropped when they have ended for good, and not before', async () => {
    const opened = `run_${nowMs.toString(16).padStart(12, '0')}7abcdef0123456789abc`;
    await callUnless(5, { id: 'a', replica: 0, run: opened });
    nowMs += 24 * 3_600_000;
    await store(0).sweep();
    expect((await seen(0, opened))?.history).toHaveLength(1);
    nowMs += 2 * 3_600_000;
    await store(0).sweep();
    expect(await rowsOf('demo')).toBe(0);
  });
});
