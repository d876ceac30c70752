import { migrate } from '@countersign/chassis';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCandidate } from '../src/handlers/read-candidate.js';
import { sealBatch, type SealSession } from '../src/handlers/seal-batch.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { SealerConnection } from '../src/storage/sealer-connection.js';
import { messageOf, proposedEvent, type EventSketch } from '../src/test-data/messages.js';
import { eventually } from './eventually.js';
import { queryAs, startInfrastructure, type Infrastructure } from './infrastructure.js';

let infrastructure: Infrastructure;
let connection: SealerConnection;
let sequence = 0;

const clock = { now: () => Date.parse('2026-11-21T10:00:01.000Z') };

const candidates = (sketches: EventSketch[]) =>
  sketches.map((sketch) => readCandidate(messageOf(proposedEvent(sketch), ++sequence)));

async function begin(on: SealerConnection): Promise<SealSession> {
  return { ...(await on.store.takeOver()), incarnation: 'first' };
}

const seal = (on: SealerConnection) => sealBatch({ store: on.store, clock });

const refusalOf = (url: string, tenant: string | null, sql: string) =>
  queryAs(url, tenant, sql).then(
    () => 'done',
    (error: Error) => error.message,
  );

beforeAll(async () => {
  infrastructure = await startInfrastructure();
  const { runtimeUrl, ownerUrl } = infrastructure;
  await migrate({ schema: 'audit', entities: [], migrations, poolSize: 1, url: ownerUrl });
  connection = await SealerConnection.open(runtimeUrl);
});

afterAll(async () => {
  await connection.close();
  await infrastructure.stop();
});

describe('the event store in Postgres', () => {
  it('keeps the exact bytes, in contiguous indexes, one tree for each tenant', async () => {
    const session = await begin(connection);
    const batch = candidates([{ nth: 1 }, { nth: 2, tenant: 'globex' }, { nth: 3, argumentBytes: 5_000 }]);
    expect(await seal(connection)(session, batch)).toMatchObject({ kind: 'sealed', batch: { leaves: 3 } });
    const rows = await queryAs<{ index: string; id: string; leaf: Buffer }>(
      infrastructure.runtimeUrl,
      'acme',
      'select index, id, leaf from audit.leaves order by index',
    );
    expect(rows.map((row) => [row.index, row.id])).toEqual([
      ['0', 'evt_00000001'],
      ['1', 'evt_00000003'],
    ]);
    const third = batch[2];
    expect(third?.valid && Buffer.from(third.event.bytes).equals(rows[1]?.leaf as Buffer)).toBe(true);
  });

  it('shows a tenant its own rows only, and nobody anything without a tenant', async () => {
    const { runtimeUrl, ownerUrl } = infrastructure;
    const tables = ['leaves', 'payloads', 'heads', 'nodes', 'checkpoints'];
    for (const table of tables) {
      const others = `select count(*)::int as rows from audit.${table} where tenant <> 'globex'`;
      expect([table, await queryAs(runtimeUrl, 'globex', others)]).toEqual([table, [{ rows: 0 }]]);
      const all = `select count(*)::int as rows from audit.${table}`;
      expect([table, await queryAs(runtimeUrl, null, all)]).toEqual([table, [{ rows: 0 }]]);
      expect([table, await queryAs(ownerUrl, null, all)]).toEqual([table, [{ rows: 0 }]]);
    }
  });

  it('lets nobody write into the log of another tenant', async () => {
    const sql = `insert into audit.leaves values ('acme', 99, 'T', 's', 'i', 'x', null, 't', now(), '\\x00', decode(repeat('00', 32), 'hex'))`;
    expect(await refusalOf(infrastructure.runtimeUrl, 'globex', sql)).toMatch(/row-level security/);
  });

  it('refuses the runtime role every change and removal of what is recorded', async () => {
    for (const table of ['leaves', 'payloads', 'nodes', 'checkpoints'])
      for (const sql of [
        `update audit.${table} set tenant = 'x'`,
        `delete from audit.${table}`,
        `truncate audit.${table}`,
      ])
        expect([sql, await refusalOf(infrastructure.runtimeUrl, 'acme', sql)]).toEqual([
          sql,
          `permission denied for table ${table}`,
        ]);
    for (const sql of [
      'delete from audit.heads',
      'delete from audit.sealer',
      `insert into audit.sealer values (false, 9, null, 0)`,
    ])
      expect([sql, await refusalOf(infrastructure.runtimeUrl, 'acme', sql)]).toEqual([
        sql,
        expect.stringMatching(/permission denied/),
      ]);
  });

  it('stops even the owner and a replication role by its triggers', async () => {
    const { ownerUrl, postgres } = infrastructure;
    for (const sql of ['delete from audit.leaves', 'truncate audit.leaves', 'truncate audit.leaves cascade'])
      expect([sql, await refusalOf(ownerUrl, 'acme', sql)]).toEqual([sql, expect.stringMatching(/append-only/)]);
    const asReplica = `set session_replication_role = replica; update audit.leaves set type = 'x'`;
    expect(await refusalOf(postgres.adminUrl, 'acme', asReplica)).toMatch(/append-only/);
  });

  it('recognises events that it holds, and records a conflict where the bytes differ', async () => {
    const session = await begin(connection);
    const again = candidates([
      { nth: 1 },
      { nth: 4 },
      { nth: 3, argumentBytes: 5_000, tool: 'shell.exec' },
      { nth: 1 },
    ]);
    const outcome = await seal(connection)(session, again);
    expect(outcome).toMatchObject({ kind: 'sealed', batch: { leaves: 2, duplicates: 2 } });
    const types = await queryAs<{ type: string }>(
      infrastructure.runtimeUrl,
      'acme',
      'select type from audit.leaves order by index',
    );
    expect(types.map((row) => row.type)).toEqual([
      'ToolCallProposed',
      'ToolCallProposed',
      'ToolCallProposed',
      'EventConflict',
    ]);
    const repeated = candidates([{ nth: 3, argumentBytes: 5_000, tool: 'shell.exec' }]);
    expect(await seal(connection)(session, repeated)).toMatchObject({ kind: 'sealed', batch: { leaves: 0 } });
  });

  it('moves the position when a batch holds nothing new', async () => {
    const session = await begin(connection);
    await seal(connection)(session, candidates([{ nth: 1 }]));
    expect((await connection.store.takeOver()).position.sequence).toBe(sequence);
  });

  it('rejects alone the one event that it cannot store', async () => {
    const session = await begin(connection);
    const [before, bad, after] = candidates([{ nth: 20 }, { nth: 21 }, { nth: 22 }]);
    if (!before || !bad?.valid || !after) throw new Error('the builder made no valid events');
    const unstorable = {
      ...bad,
      event: {
        ...bad.event,
        payloads: [{ name: 'x', mediaType: 'a\u0000', salt: Buffer.alloc(32), body: Buffer.alloc(1) }],
      },
    };
    expect(await seal(connection)(session, [before, unstorable, after])).toMatchObject({ batch: { leaves: 3 } });
    const rows = await queryAs<{ type: string }>(
      infrastructure.runtimeUrl,
      'acme',
      'select type from audit.leaves order by index desc limit 3',
    );
    expect(rows.map((row) => row.type)).toEqual(['ToolCallProposed', 'EventRejected', 'ToolCallProposed']);
  });

  it('lets a deposed sealer append nothing', async () => {
    const newer = await SealerConnection.open(infrastructure.runtimeUrl);
    const old = await begin(connection);
    const present = await begin(newer);
    const sizeOf = () => queryAs(infrastructure.runtimeUrl, 'acme', 'select size from audit.heads');
    const before = await sizeOf();
    expect(await seal(connection)(old, candidates([{ nth: 30 }]))).toEqual({ kind: 'deposed' });
    expect(await sizeOf()).toEqual(before);
    expect(await connection.store.holdsEpoch(old.epoch)).toBe(false);
    expect(await seal(newer)(present, candidates([{ nth: 31 }]))).toMatchObject({ kind: 'sealed' });
    await newer.close();
  });

  it('gives the lock to one connection, and to the next when that one is gone', async () => {
    const standby = await SealerConnection.open(infrastructure.runtimeUrl);
    expect([await connection.tryLock(), await standby.tryLock()]).toEqual([true, false]);
    await connection.close();
    connection = standby;
    await eventually('the lock of the connection that is gone is free', () => standby.tryLock());
  });
});
