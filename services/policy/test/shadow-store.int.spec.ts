import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, migrate, tenantTransaction } from '@countersign/chassis';
import { shadowStopped } from '@countersign/contracts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@countersign/local';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Change } from '../src/domain/simulate/change-of.js';
import { InitialSchema1763700000000 } from '../src/storage/migrations/initial-schema.js';
import { Shadows1763770000000 } from '../src/storage/migrations/shadows.js';
import { PostgresShadowStore } from '../src/storage/postgres-shadow-store.js';
import { governance } from './governance.js';

let postgres: EmbeddedPostgres;
let dataDir: string;
let source: DataSource;
let store: PostgresShadowStore;

const at = Date.parse('2026-11-21T10:00:00.000Z');
const revision = `sha256:${'a'.repeat(64)}`;
const documents = governance([]);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'countersign-shadow-'));
  postgres = await startEmbeddedPostgres({ dataDir });
  const { runtime, owner } = postgres.serviceDatabase('policy');
  const migrations = [InitialSchema1763700000000, Shadows1763770000000];
  const parts = (url: string) => ({ url, schema: 'policy', entities: [], migrations, poolSize: 4 });
  await migrate(parts(owner));
  source = await createDataSource(parts(runtime));
  store = new PostgresShadowStore(source);
});

afterAll(async () => {
  await source.destroy();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const event = (id: string): PreparedEvent =>
  prepareEvent(shadowStopped, {
    id,
    tenant: 'demo',
    time: new Date(at).toISOString(),
    actor: { kind: 'person', id: 'ada' },
    subject: id,
    data: {
      shadowId: id,
      revision,
      stoppedBy: 'ada',
      decided: 0,
      newlyAllowed: 0,
      newlyHeld: 0,
      newlyDenied: 0,
      dropped: 0,
    },
  });
const shadow = (shadowId: string, tenant = 'demo') => ({
  tenant,
  shadowId,
  revision,
  startedBy: 'ada',
  startedAt: at,
  stopped: null,
});
const change = (callId: string, after: Change['after']): Change => ({
  callId,
  agent: 'bot',
  tool: 'mail.send',
  before: 'deny',
  after,
  reasonCode: 'held_by_rule',
  rule: { policy: 'p', name: 'r' },
  changesState: true,
});
const found = (changes: Change[], holds: [string, number][] = []) => ({
  decided: 2,
  dropped: 1,
  holds: new Map(holds),
  changes: changes.map((one) => ({ change: one, event: event(`evt_${one.callId}`) })),
});

async function outbox(): Promise<string[]> {
  const rows = await tenantTransaction(source, 'demo', (manager) =>
    manager.query<{ event_id: string }[]>('select event_id from policy.outbox order by position'),
  );
  return rows.map((row) => row.event_id);
}

describe('candidates kept in Postgres', () => {
  it('run one at a time for each tenant, and are there for every replica and after every restart', async () => {
    expect(await store.start(shadow('shw_1'), documents, [event('evt_started')])).toBe(true);
    expect(await store.start(shadow('shw_2'), documents, [event('evt_refused')])).toBe(false);
    expect(await store.start(shadow('shw_3', 'acme'), documents, [])).toBe(true);
    const running = (await new PostgresShadowStore(source).running()).sort((a, b) => (a.tenant < b.tenant ? -1 : 1));
    expect(running).toEqual([
      { tenant: 'acme', shadowId: 'shw_3', startedAt: at },
      { tenant: 'demo', shadowId: 'shw_1', startedAt: at },
    ]);
    expect(await store.documents('demo', 'shw_1')).toEqual(documents);
    expect(await store.documents('acme', 'shw_1')).toBeNull();
    expect(await outbox()).toEqual(['evt_started']);
  });

  it('add up what all replicas find, and tell of a call once', async () => {
    const key = { tenant: 'demo', shadowId: 'shw_1' };
    const finds = [
      found([change('call_1', 'hold'), change('call_2', 'allow')], [['ada', 1]]),
      found(
        [change('call_1', 'hold')],
        [
          ['ada', 2],
          ['ben', 1],
        ],
      ),
    ];
    const told = await Promise.all(finds.map((one) => store.add(key, one)));
    expect(
      told
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['evt_call_1', 'evt_call_2']);
    const latest = await store.latest('demo');
    expect(latest?.totals).toMatchObject({ decided: 4, dropped: 2, counts: { allowed: 1, held: 1, denied: 0 } });
    expect([...(latest?.totals.holds ?? [])].sort()).toEqual([
      ['ada', 3],
      ['ben', 1],
    ]);
    expect(latest?.totals.changes.find(({ callId }) => callId === 'call_1')).toEqual(change('call_1', 'hold'));
    expect((await store.latest('acme'))?.totals).toMatchObject({ decided: 0, changes: [] });
  });

  it('stop with the totals on the record, once, and take nothing in any more', async () => {
    const stopping = { tenant: 'demo', shadowId: 'shw_1', by: 'ben', at: at + 1_000 };
    const stopped = await store.stop(stopping, ({ decided }) => event(`evt_stopped_${decided}`));
    expect(stopped?.id).toBe('evt_stopped_4');
    expect(await store.stop(stopping, () => event('evt_again'))).toBeNull();
    expect(await store.add(stopping, found([change('call_9', 'deny')]))).toEqual([]);
    expect(await store.latest('demo')).toMatchObject({
      shadow: { stopped: { by: 'ben', at: at + 1_000 } },
      totals: { decided: 4 },
    });
    expect(await outbox()).toContain('evt_stopped_4');
    expect((await store.running()).map(({ tenant }) => tenant)).toEqual(['acme']);
  });
});
