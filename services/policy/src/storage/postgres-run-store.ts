import { everyTenant, tenantTransaction, type Clock } from '@countersign/chassis';
import type { DataSource, EntityManager } from 'typeorm';
import type { RunEntry } from '../domain/runs/run-entry.js';
import { RunState } from '../domain/runs/run-state.js';
import { longestRunMs, openedAt } from '../domain/runs/run-times.js';
import { liveScope, type RunKey, type RunStore } from '../handlers/ports.js';
import { addEntry, beginRun, lockRun, readRun } from './run-rows.js';
import { TurnsByKey } from './turns-by-key.js';

/** A call may be decided again for a while after its run has ended. */
const graceMs = 3_600_000;
/** Runs whose state this replica remembers, so that it reads only what others have added. */
const mostRemembered = 500;

interface Remembered {
  began: string;
  state: RunState;
}

/** The state of runs, shared by all replicas: a lock for each run, and its entries in order. */
export class PostgresRunStore implements RunStore {
  private readonly remembered = new Map<string, Remembered>();
  // Calls of one run would otherwise each keep a connection while they wait for the lock.
  private readonly turns = new TurnsByKey();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  exclusively<T>(
    key: RunKey,
    use: (state: RunState | null) => Promise<{ value: T; entries: readonly RunEntry[] }>,
  ): Promise<T> {
    const name = [key.tenant, key.scope, key.run].join(' ');
    return this.turns.run(name, async () => {
      const { value, known, added } = await tenantTransaction(this.source, key.tenant, async (manager) => {
        await lockRun(manager, key);
        const before = await this.read(manager, key, name);
        const used = await use(before?.state ?? null);
        const after = before ?? (await this.begin(manager, key));
        return { value: used.value, known: after, added: await keep(manager, key, { ...used, state: after.state }) };
      });
      // Only what is committed is remembered.
      for (const entry of added) known.state.add(entry);
      this.remember(name, known);
      return value;
    });
  }

  async keepOnly(tenant: string, agents: readonly string[], revision: string): Promise<void> {
    const others = `select run from policy.runs where tenant = $1 and scope = $2 and not agent = any($3)
      and exists (select from policy.heads where tenant = $1 and revision = $4)`;
    await tenantTransaction(this.source, tenant, async (manager) => {
      for (const table of ['run_entries', 'runs']) {
        const sql = `delete from policy.${table} where tenant = $1 and scope = $2 and run in (${others})`;
        await manager.query(sql, [tenant, liveScope, agents, revision]);
      }
    });
  }

  /** Drops the runs that have ended for good. */
  async sweep(): Promise<void> {
    const now = new Date(this.clock.now());
    const ended = 'select tenant, scope, run from policy.runs where ends_before < $1';
    await tenantTransaction(this.source, everyTenant, async (manager) => {
      for (const table of ['run_entries', 'runs']) {
        await manager.query(`delete from policy.${table} where (tenant, scope, run) in (${ended})`, [now]);
      }
    });
  }

  private async read(manager: EntityManager, key: RunKey, name: string): Promise<Remembered | null> {
    const remembered = this.remembered.get(name);
    const rows = await readRun(manager, key, remembered?.state.entries ?? 0);
    if (!rows) return null;
    if (!remembered) return { began: rows.began, state: RunState.of(rows.entries) };
    if (remembered.began === rows.began) {
      for (const entry of rows.entries) remembered.state.add(entry);
      return remembered;
    }
    this.remembered.delete(name);
    return this.read(manager, key, name);
  }

  /** No run outlives its longest life; one whose id tells no time may just have been opened. */
  private async begin(manager: EntityManager, key: RunKey): Promise<Remembered> {
    const endsBefore = (openedAt(key.run) ?? this.clock.now()) + longestRunMs + graceMs;
    return { began: await beginRun(manager, key, endsBefore), state: new RunState() };
  }

  private remember(name: string, known: Remembered): void {
    this.remembered.delete(name);
    this.remembered.set(name, known);
    const oldest = this.remembered.size > mostRemembered ? this.remembered.keys().next() : null;
    if (oldest && !oldest.done) this.remembered.delete(oldest.value);
  }
}

async function keep(
  manager: EntityManager,
  key: RunKey,
  { entries, state }: { entries: readonly RunEntry[]; state: RunState },
): Promise<RunEntry[]> {
  const added: RunEntry[] = [];
  for (const entry of entries) {
    if (await addEntry(manager, key, { entry, place: state.entries + added.length })) added.push(entry);
  }
  return added;
}
