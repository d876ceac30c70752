import type { EntityManager } from 'typeorm';
import type { StoredRevision } from '../handlers/ports.js';

/** Adds a version, and closes the proposal it was. The head is locked by now, so numbers have no gaps. False: the proposal is closed already. */
export async function addPublication(manager: EntityManager, next: StoredRevision): Promise<boolean> {
  const { tenant, revision, publishedBy, publishedAt, proposedBy = null, proposalId = null } = next;
  if (proposalId !== null) {
    const close = `update policy.proposals set status = 'confirmed' where proposal_id = $1 and status = 'open' returning proposal_id`;
    const [rows] = await manager.query<[unknown[], number]>(close, [proposalId]);
    if (rows.length !== 1) return false;
  }
  const add = `insert into policy.publications (tenant, number, revision, published_by, published_at, proposed_by, proposal_id)
    select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from policy.publications where tenant = $1`;
  await manager.query(add, [tenant, revision, publishedBy, new Date(publishedAt), proposedBy, proposalId]);
  return true;
}
