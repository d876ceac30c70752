import type { EntityManager } from 'typeorm';
import type { StoredRevision } from '../handlers/ports.js';

/** Revisions are kept under their digest, whether they come into force or are only proposed. */
export async function keepRevision(manager: EntityManager, revision: StoredRevision): Promise<void> {
  const sql =
    'insert into policy.revisions (tenant, revision, documents, published_by, published_at) values ($1, $2, $3, $4, $5) on conflict do nothing';
  const { tenant, documents, publishedBy, publishedAt } = revision;
  await manager.query(sql, [tenant, revision.revision, JSON.stringify(documents), publishedBy, new Date(publishedAt)]);
}
