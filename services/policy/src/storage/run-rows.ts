import type { EntityManager } from 'typeorm';
import type { RunEntry } from '../domain/runs/run-entry.js';
import type { RunKey } from '../handlers/ports.js';

interface Row {
  began: string;
  id: string | null;
  tool: string | null;
  decided_at: Date;
  labels: string[];
}

interface RunRows {
  /** Which keeping of this run it is: after it was dropped, another one. */
  began: string;
  entries: RunEntry[];
}

/** Nobody else has this run until the transaction ends. A statement of its own: the next one then sees what others committed. */
export async function lockRun(manager: EntityManager, { tenant, scope, run }: RunKey): Promise<void> {
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tenant} ${scope} ${run}`]);
}

/** The entries from a place on; null for a run that is not kept. */
export async function readRun(manager: EntityManager, key: RunKey, fromPlace: number): Promise<RunRows | null> {
  const sql = `select r.began::text as began, e.id, e.tool, e.decided_at, e.labels
    from policy.runs r left join policy.run_entries e
      on e.tenant = r.tenant and e.scope = r.scope and e.run = r.run and e.place >= $4
    where r.tenant = $1 and r.scope = $2 and r.run = $3 order by e.place`;
  const rows = await manager.query<Row[]>(sql, [key.tenant, key.scope, key.run, fromPlace]);
  const [first] = rows;
  return first ? { began: first.began, entries: rows.flatMap(entryOf) } : null;
}

function entryOf({ id, tool, decided_at, labels }: Row): RunEntry[] {
  return id === null ? [] : [{ id, tool, atMs: decided_at.getTime(), labels }];
}

export async function beginRun(manager: EntityManager, key: RunKey, endsBeforeMs: number): Promise<string> {
  const sql = `insert into policy.runs (tenant, scope, run, agent, ends_before) values ($1, $2, $3, $4, $5)
    returning began::text as began`;
  const values = [key.tenant, key.scope, key.run, key.agent, new Date(endsBeforeMs)];
  const [row] = await manager.query<{ began: string }[]>(sql, values);
  return (row as { began: string }).began;
}

/** False when the run has an entry of this id already. */
export async function addEntry(
  manager: EntityManager,
  key: RunKey,
  { entry, place }: { entry: RunEntry; place: number },
): Promise<boolean> {
  const sql = `insert into policy.run_entries (tenant, scope, run, place, id, tool, decided_at, labels)
    values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant, scope, run, id) do nothing returning place`;
  const { id, tool, atMs, labels } = entry;
  const values = [key.tenant, key.scope, key.run, place, id, tool, new Date(atMs), labels];
  return (await manager.query<unknown[]>(sql, values)).length === 1;
}
