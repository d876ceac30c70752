import { tenantTransaction } from '@countersign/chassis';
import type { GovernanceDocument } from '@countersign/contracts';
import type { DataSource } from 'typeorm';
import type { StoredVersion, VersionStore } from '../handlers/ports.js';

interface Row {
  number: string;
  revision: string;
  published_by: string;
  published_at: Date;
  proposed_by: string | null;
  newest: string;
}

function versionOf(row: Row): StoredVersion {
  return {
    number: Number(row.number),
    revision: row.revision,
    publishedBy: row.published_by,
    publishedAt: row.published_at.getTime(),
    proposedBy: row.proposed_by,
    inForce: row.number === row.newest,
  };
}

/** Reads the publications of a tenant. */
export class PostgresVersionStore implements VersionStore {
  constructor(private readonly source: DataSource) {}

  list(tenant: string, { limit, before }: { limit: number; before?: number }): Promise<StoredVersion[]> {
    const sql = `select number, revision, published_by, published_at, proposed_by,
        (select max(number) from policy.publications where tenant = $3) as newest
      from policy.publications where tenant = $3 and number < $1 order by number desc limit $2`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const rows = await manager.query<Row[]>(sql, [before ?? Number.MAX_SAFE_INTEGER, limit, tenant]);
      return rows.map(versionOf);
    });
  }

  published(tenant: string, revision: string): Promise<GovernanceDocument[] | null> {
    const sql = `select r.documents from policy.revisions r where r.tenant = $1 and r.revision = $2
      and exists (select 1 from policy.publications p where p.tenant = $1 and p.revision = $2)`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<{ documents: GovernanceDocument[] }[]>(sql, [tenant, revision]);
      return row?.documents ?? null;
    });
  }
}
