import { addToOutbox, everyTenant, tenantTransaction } from '@countersign/chassis';
import type { GovernanceDocument, RegoDocument } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import type { GovernanceStore, StoredRevision } from '../handlers/ports.js';
import { addPublication } from './add-publication.js';
import { keepRevision } from './keep-revision.js';

interface Row {
  revision: string;
  /** null: the revision has no documents. */
  document: GovernanceDocument | null;
  published_by: string;
  published_at: Date;
}

async function moveHead(manager: EntityManager, next: StoredRevision, previous: string | null): Promise<boolean> {
  const values = [next.tenant, next.revision, next.publishedBy, new Date(next.publishedAt)];
  if (previous === null) {
    const sql =
      'insert into policy.heads (tenant, revision, published_by, published_at) values ($1, $2, $3, $4) on conflict do nothing returning tenant';
    return (await manager.query<unknown[]>(sql, values)).length === 1;
  }
  const sql =
    'update policy.heads set revision = $2, published_by = $3, published_at = $4 where tenant = $1 and revision = $5 returning tenant';
  const [rows] = await manager.query<[unknown[], number]>(sql, [...values, previous]);
  return rows.length === 1;
}

/** Every revision is kept; the head says which is in force. */
export class PostgresGovernanceStore implements GovernanceStore {
  constructor(private readonly source: DataSource) {}

  /** One row for each document: what a large revision has is parsed as it comes in, and holds nobody up. */
  current(tenant: string): Promise<StoredRevision | null> {
    const sql = `select h.revision, h.published_by, h.published_at, d.document
      from policy.heads h join policy.revisions r using (tenant, revision)
      left join lateral jsonb_array_elements(r.documents) with ordinality as d(document, position) on true
      order by d.position`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const rows = await manager.query<Row[]>(sql);
      const [head] = rows;
      if (!head) return null;
      const documents = rows.flatMap(({ document }) => document ?? []);
      const { revision, published_by: publishedBy, published_at: publishedAt } = head;
      return { tenant, revision, documents, publishedBy, publishedAt: publishedAt.getTime() };
    });
  }

  /** The documents in force that bring Rego. */
  rego(tenant: string): Promise<RegoDocument[]> {
    const sql = `select d.document from policy.heads h join policy.revisions r using (tenant, revision),
      jsonb_array_elements(r.documents) as d(document) where d.document ->> 'kind' = 'Rego'`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const rows = await manager.query<{ document: RegoDocument }[]>(sql);
      return rows.map(({ document }) => document);
    });
  }

  heads(): Promise<{ tenant: string; revision: string }[]> {
    return tenantTransaction(this.source, everyTenant, (manager) =>
      manager.query<{ tenant: string; revision: string }[]>('select tenant, revision from policy.heads'),
    );
  }

  async publish(next: StoredRevision, previous: string | null, events: PreparedEvent[]): Promise<boolean> {
    try {
      await tenantTransaction(this.source, next.tenant, async (manager) => {
        await keepRevision(manager, next);
        if (!(await moveHead(manager, next, previous))) throw new Overtaken();
        if (!(await addPublication(manager, next))) throw new Overtaken();
        await addToOutbox(manager, 'policy', events);
      });
      return true;
    } catch (error) {
      if (error instanceof Overtaken) return false;
      throw error;
    }
  }
}

/** Rolls the transaction back: another revision or another person was first. */
class Overtaken extends Error {}
