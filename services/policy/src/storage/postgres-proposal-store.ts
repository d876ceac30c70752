import { addToOutbox, tenantTransaction } from '@countersign/chassis';
import type { GovernanceDocument } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import type { ProposalStore, StoredProposal } from '../handlers/ports.js';
import { keepRevision } from './keep-revision.js';

interface Row {
  proposal_id: string;
  revision: string;
  base_revision: string | null;
  proposed_by: string;
  proposed_at: Date;
  changed: string[];
  removed: string[];
}

const columns = 'p.proposal_id, p.revision, p.base_revision, p.proposed_by, p.proposed_at, p.changed, p.removed';

function proposalOf(tenant: string, row: Row): Omit<StoredProposal, 'documents'> {
  return {
    tenant,
    proposalId: row.proposal_id,
    revision: row.revision,
    baseRevision: row.base_revision,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.getTime(),
    changed: row.changed,
    removed: row.removed,
  };
}

export class PostgresProposalStore implements ProposalStore {
  constructor(private readonly source: DataSource) {}

  propose(proposal: StoredProposal, events: PreparedEvent[]): Promise<void> {
    const { tenant, proposalId, revision, baseRevision, proposedBy } = proposal;
    const [changed, removed] = [JSON.stringify(proposal.changed), JSON.stringify(proposal.removed)];
    const sql = `insert into policy.proposals (tenant, proposal_id, revision, base_revision, proposed_by, proposed_at, changed, removed)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      await keepRevision(manager, { ...proposal, publishedBy: proposedBy, publishedAt: proposal.proposedAt });
      const at = new Date(proposal.proposedAt);
      await manager.query(sql, [tenant, proposalId, revision, baseRevision, proposedBy, at, changed, removed]);
      await addToOutbox(manager, 'policy', events);
    });
  }

  open(tenant: string): Promise<Omit<StoredProposal, 'documents'>[]> {
    const sql = `select ${columns} from policy.proposals p where p.status = 'open' order by p.proposed_at limit 100`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const rows = await manager.query<Row[]>(sql);
      return rows.map((row) => proposalOf(tenant, row));
    });
  }

  find(tenant: string, proposalId: string): Promise<StoredProposal | null> {
    const sql = `select ${columns}, r.documents from policy.proposals p join policy.revisions r using (tenant, revision)
      where p.status = 'open' and p.proposal_id = $1`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<(Row & { documents: GovernanceDocument[] })[]>(sql, [proposalId]);
      return row ? { ...proposalOf(tenant, row), documents: row.documents } : null;
    });
  }

  decline(tenant: string, proposalId: string, events: PreparedEvent[]): Promise<boolean> {
    const sql = `update policy.proposals set status = 'declined' where proposal_id = $1 and status = 'open' returning proposal_id`;
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [rows] = await manager.query<[unknown[], number]>(sql, [proposalId]);
      if (rows.length !== 1) return false;
      await addToOutbox(manager, 'policy', events);
      return true;
    });
  }
}
