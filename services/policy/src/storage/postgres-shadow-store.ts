import { addToOutbox, everyTenant, tenantTransaction } from '@countersign/chassis';
import type { GovernanceDocument } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import type { ShadowTotals } from '../domain/shadow/shadow-totals.js';
import type { ShadowFindings, ShadowStore, StoredShadow } from '../handlers/shadow/shadow-ports.js';
import { keepRevision } from './keep-revision.js';
import { addChanges, addCounts, addHolds } from './shadow-findings-rows.js';
import { readTotals } from './shadow-totals-rows.js';

interface Row {
  tenant: string;
  shadow_id: string;
  revision: string;
  started_by: string;
  started_at: Date;
  stopped_by: string | null;
  stopped_at: Date | null;
  decided: string;
  dropped: string;
}

function shadowOf(row: Row): StoredShadow {
  return {
    tenant: row.tenant,
    shadowId: row.shadow_id,
    revision: row.revision,
    startedBy: row.started_by,
    startedAt: row.started_at.getTime(),
    stopped: row.stopped_by && row.stopped_at ? { by: row.stopped_by, at: row.stopped_at.getTime() } : null,
  };
}

function totalsOf(manager: EntityManager, row: Row): Promise<ShadowTotals> {
  const counted = { decided: Number(row.decided), dropped: Number(row.dropped) };
  return readTotals(manager, row.tenant, { shadowId: row.shadow_id, ...counted });
}

/** A candidate is a revision like any other, kept under its digest; a row says that it runs as a shadow. */
export class PostgresShadowStore implements ShadowStore {
  constructor(private readonly source: DataSource) {}

  running(): Promise<{ tenant: string; shadowId: string; startedAt: number }[]> {
    const sql = `select tenant, shadow_id, started_at from policy.shadows where status = 'shadow'`;
    return tenantTransaction(this.source, everyTenant, async (manager) => {
      const rows = await manager.query<Row[]>(sql);
      return rows.map((row) => ({
        tenant: row.tenant,
        shadowId: row.shadow_id,
        startedAt: row.started_at.getTime(),
      }));
    });
  }

  documents(tenant: string, shadowId: string): Promise<GovernanceDocument[] | null> {
    const sql = `select r.documents from policy.shadows s join policy.revisions r using (tenant, revision)
      where s.tenant = $1 and s.shadow_id = $2`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<{ documents: GovernanceDocument[] }[]>(sql, [tenant, shadowId]);
      return row?.documents ?? null;
    });
  }

  start(shadow: StoredShadow, documents: GovernanceDocument[], events: PreparedEvent[]): Promise<boolean> {
    const { tenant, shadowId, revision, startedBy, startedAt } = shadow;
    const sql = `insert into policy.shadows (tenant, shadow_id, revision, started_by, started_at) values ($1, $2, $3, $4, $5)
      on conflict do nothing returning shadow_id`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      await keepRevision(manager, { tenant, revision, documents, publishedBy: startedBy, publishedAt: startedAt });
      const rows = await manager.query<unknown[]>(sql, [tenant, shadowId, revision, startedBy, new Date(startedAt)]);
      if (rows.length !== 1) return false;
      await addToOutbox(manager, 'policy', events);
      return true;
    });
  }

  add(shadow: { tenant: string; shadowId: string }, findings: ShadowFindings): Promise<PreparedEvent[]> {
    return tenantTransaction(this.source, shadow.tenant, async (manager) => {
      if (!(await addCounts(manager, shadow, findings))) return [];
      await addHolds(manager, shadow, findings);
      const events = await addChanges(manager, shadow, findings);
      await addToOutbox(manager, 'policy', events);
      return events;
    });
  }

  latest(tenant: string): Promise<{ shadow: StoredShadow; totals: ShadowTotals } | null> {
    const sql = 'select * from policy.shadows where tenant = $1 order by started_at desc limit 1';
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<Row[]>(sql, [tenant]);
      return row ? { shadow: shadowOf(row), totals: await totalsOf(manager, row) } : null;
    });
  }

  stop(
    { tenant, shadowId, by, at }: { tenant: string; shadowId: string; by: string; at: number },
    eventOf: (totals: ShadowTotals) => PreparedEvent,
  ): Promise<PreparedEvent | null> {
    const sql = `update policy.shadows set status = 'stopped', stopped_by = $3, stopped_at = $4
      where tenant = $1 and shadow_id = $2 and status = 'shadow' returning *`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [[row]] = await manager.query<[Row[], number]>(sql, [tenant, shadowId, by, new Date(at)]);
      if (!row) return null;
      const event = eventOf(await totalsOf(manager, row));
      await addToOutbox(manager, 'policy', [event]);
      return event;
    });
  }
}
