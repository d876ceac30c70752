import { addToOutbox, everyTenant, tenantTransaction } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource } from 'typeorm';
import { endedKeptMs, type Approval, type CallStatus } from '../domain/approval.js';
import type { ApprovalQuery, ApprovalsStore, PersonRecord, PersonTokenRecord } from '../handlers/ports.js';
import { findApproval, insertApproval, listApprovalRows, owedEvents, updateApproval } from './approval-queries.js';
import {
  findPeopleWithToken,
  findPerson,
  findToken,
  insertToken,
  replacePeople,
  upsertPerson,
} from './people-queries.js';

export class PostgresApprovalsStore implements ApprovalsStore {
  constructor(private readonly source: DataSource) {}

  get(tenant: string, approvalId: string): Promise<Approval | null> {
    return tenantTransaction(this.source, tenant, (manager) => findApproval(manager, approvalId));
  }

  list(query: ApprovalQuery): Promise<Approval[]> {
    return tenantTransaction(this.source, query.tenant, (manager) => listApprovalRows(manager, query));
  }

  add(approval: Approval, events: PreparedEvent[]): Promise<boolean> {
    return tenantTransaction(this.source, approval.tenant, (manager) => insertApproval(manager, approval, events));
  }

  change<T extends { approval: Approval; events: PreparedEvent[] }>(
    key: { tenant: string; approvalId: string },
    change: (approval: Approval) => T | null,
  ): Promise<T | null> {
    return tenantTransaction(this.source, key.tenant, async (manager) => {
      const current = await findApproval(manager, key.approvalId, 'for update');
      const next = current ? change(current) : null;
      if (next) await updateApproval(manager, next.approval, next.events);
      return next;
    });
  }

  owed({ tenant, approvalId }: { tenant: string; approvalId: string }): Promise<PreparedEvent[]> {
    return tenantTransaction(this.source, tenant, (manager) => owedEvents(manager, approvalId));
  }

  setCallStatus(key: { tenant: string; approvalId: string }, status: CallStatus): Promise<void> {
    const sql = `update approvals.approvals set call_status = $2 where approval_id = $1 and ($2 <> 'executing' or call_status = 'waiting')`;
    return tenantTransaction(
      this.source,
      key.tenant,
      async (manager) => void (await manager.query(sql, [key.approvalId, status])),
    );
  }

  noteEnded({ tenant, approvalId }: { tenant: string; approvalId: string }, at: number): Promise<void> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      await manager.query('delete from approvals.ended_calls where ended_at < $1', [new Date(at - endedKeptMs)]);
      const sql = 'insert into approvals.ended_calls (tenant, approval_id, ended_at) values ($1, $2, $3)';
      await manager.query(`${sql} on conflict do nothing`, [tenant, approvalId, new Date(at)]);
    });
  }

  hasEnded({ tenant, approvalId }: { tenant: string; approvalId: string }): Promise<boolean> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const sql = 'select 1 from approvals.ended_calls where approval_id = $1';
      return (await manager.query<unknown[]>(sql, [approvalId])).length > 0;
    });
  }

  overdue(now: number, limit: number): Promise<{ tenant: string; approvalId: string }[]> {
    const sql = `select tenant, approval_id as "approvalId" from approvals.approvals where status = 'pending' and expires_at <= $1 order by expires_at limit $2`;
    return tenantTransaction(this.source, everyTenant, (manager) =>
      manager.query<{ tenant: string; approvalId: string }[]>(sql, [new Date(now), limit]),
    );
  }

  tokenByDigest(digest: string): Promise<PersonTokenRecord | null> {
    return tenantTransaction(this.source, everyTenant, (manager) => findToken(manager, digest));
  }

  addToken(token: PersonTokenRecord, events: PreparedEvent[]): Promise<void> {
    return tenantTransaction(this.source, token.tenant, async (manager) => {
      await insertToken(manager, token);
      await addToOutbox(manager, 'approvals', events);
    });
  }

  revokeToken(
    token: { tenant: string; tokenId: string; at: number },
    events: (person: string) => PreparedEvent[],
  ): Promise<boolean> {
    return tenantTransaction(this.source, token.tenant, async (manager) => {
      const sql =
        'update approvals.person_tokens set revoked_at = $2 where token_id = $1 and revoked_at is null returning person';
      const [rows] = await manager.query<[{ person: string }[], number]>(sql, [token.tokenId, new Date(token.at)]);
      const revoked = rows[0];
      if (!revoked) return false;
      await addToOutbox(manager, 'approvals', events(revoked.person));
      return true;
    });
  }

  person(tenant: string, person: string): Promise<PersonRecord | null> {
    return tenantTransaction(this.source, tenant, (manager) => findPerson(manager, person));
  }

  peopleWithToken(tenant: string, people: readonly string[]): Promise<string[]> {
    return tenantTransaction(this.source, tenant, (manager) => findPeopleWithToken(manager, people));
  }

  replacePeople(tenant: string, revision: { position: string; people: PersonRecord[] }): Promise<void> {
    return tenantTransaction(this.source, tenant, (manager) => replacePeople(manager, tenant, revision));
  }

  addBootstrapAdmin(person: PersonRecord, token: PersonTokenRecord): Promise<void> {
    return tenantTransaction(this.source, person.tenant, async (manager) => {
      await upsertPerson(manager, person, true);
      await insertToken(manager, token);
    });
  }
}
