import { addToOutbox, everyTenant, tenantTransaction } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import type { AgentKeyRecord, CredentialsStore, LeaseRecord, RunRecord, StoredLease } from '../handlers/ports.js';
import { agentKeyOf, insertLease, leaseOf, runOf, type AgentKeyRow, type LeaseRow, type RunRow } from './rows.js';

const schema = 'credentials';

export class PostgresCredentialsStore implements CredentialsStore {
  constructor(private readonly source: DataSource) {}

  agentKeyByDigest(digest: string): Promise<AgentKeyRecord | null> {
    return tenantTransaction(this.source, everyTenant, async (manager) => {
      const [row] = await manager.query<AgentKeyRow[]>(`select * from ${schema}.agent_keys where digest = $1`, [
        digest,
      ]);
      return row ? agentKeyOf(row) : null;
    });
  }

  agentKeys(tenant: string): Promise<AgentKeyRecord[]> {
    return tenantTransaction(this.source, tenant, async (manager) =>
      (await manager.query<AgentKeyRow[]>(`select * from ${schema}.agent_keys order by created_at limit 1000`)).map(
        agentKeyOf,
      ),
    );
  }

  addAgentKey(key: AgentKeyRecord, events: PreparedEvent[]): Promise<void> {
    return this.write(key.tenant, events, async (manager) => {
      const sql = `insert into ${schema}.agent_keys (key_id, tenant, agent, digest, created_at) values ($1, $2, $3, $4, $5)`;
      await manager.query(sql, [key.keyId, key.tenant, key.agent, key.digest, new Date(key.createdAt)]);
    });
  }

  revokeAgentKey(
    key: { tenant: string; keyId: string; at: number },
    events: (agent: string) => PreparedEvent[],
  ): Promise<boolean> {
    return tenantTransaction(this.source, key.tenant, async (manager) => {
      const sql = `update ${schema}.agent_keys set revoked_at = $2 where key_id = $1 and revoked_at is null returning agent`;
      const [rows] = await manager.query<[{ agent: string }[], number]>(sql, [key.keyId, new Date(key.at)]);
      const revoked = rows[0];
      if (!revoked) return false;
      await addToOutbox(manager, schema, events(revoked.agent));
      return true;
    });
  }

  activeRun(session: {
    tenant: string;
    agent: string;
    keyId: string;
    sessionDigest: string;
    now: number;
  }): Promise<RunRecord | null> {
    return tenantTransaction(this.source, session.tenant, async (manager) => {
      const sql = `select * from ${schema}.runs where tenant = $1 and agent = $2 and key_id = $3 and session_digest = $4 and closed_at is null and expires_at > $5 order by expires_at desc limit 1`;
      const [row] = await manager.query<RunRow[]>(sql, [
        session.tenant,
        session.agent,
        session.keyId,
        session.sessionDigest,
        new Date(session.now),
      ]);
      return row ? runOf(row) : null;
    });
  }

  addRun(run: RunRecord, events: PreparedEvent[]): Promise<void> {
    return this.write(run.tenant, events, async (manager) => {
      const sql = `insert into ${schema}.runs (run_id, tenant, agent, key_id, session_digest, principal, scope, models, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
      await manager.query(sql, [
        run.runId,
        run.tenant,
        run.agent,
        run.keyId,
        run.sessionDigest,
        run.principal,
        jsonOf(run.scope),
        jsonOf(run.models),
        new Date(run.expiresAt),
      ]);
    });
  }

  run({ tenant, runId }: { tenant: string; runId: string }): Promise<RunRecord | null> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<RunRow[]>(`select * from ${schema}.runs where run_id = $1`, [runId]);
      return row ? runOf(row) : null;
    });
  }

  agentKey({ tenant, keyId }: { tenant: string; keyId: string }): Promise<AgentKeyRecord | null> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const [row] = await manager.query<AgentKeyRow[]>(`select * from ${schema}.agent_keys where key_id = $1`, [keyId]);
      return row ? agentKeyOf(row) : null;
    });
  }

  closeRun(
    run: { tenant: string; runId: string; agent: string | null; at: number },
    events: PreparedEvent[],
  ): Promise<boolean> {
    return tenantTransaction(this.source, run.tenant, async (manager) => {
      const sql = `update ${schema}.runs set closed_at = $3 where run_id = $1 and closed_at is null and ($2::text is null or agent = $2) returning run_id`;
      const [rows] = await manager.query<[unknown[], number]>(sql, [run.runId, run.agent, new Date(run.at)]);
      if (rows.length === 0) return false;
      await addToOutbox(manager, schema, events);
      return true;
    });
  }

  async addLease(lease: LeaseRecord, events: PreparedEvent[]): Promise<boolean> {
    const [event] = events;
    if (!event || events.length > 1) throw new Error('a lease is stored with exactly one event');
    const { id, type, subject, messageId, body } = event;
    const sql = `select ${schema}.store_lease($1, $2) as stored`;
    const [row] = await this.source.query<{ stored: boolean }[]>(sql, [
      JSON.stringify({ ...lease, event: { id, type, subject, messageId } }),
      body,
    ]);
    return row?.stored ?? false;
  }

  liveLease(tenant: string, decisionId: string): Promise<StoredLease | null> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      const sql = `select * from ${schema}.leases where tenant = $1 and decision_id = $2 and not revoked`;
      const [row] = await manager.query<LeaseRow[]>(sql, [tenant, decisionId]);
      return row ? { ...leaseOf(row), ended: row.ended } : null;
    });
  }

  replaceLease(former: StoredLease, lease: LeaseRecord, events: PreparedEvent[]): Promise<boolean> {
    return tenantTransaction(this.source, former.tenant, async (manager) => {
      const revoke = `update ${schema}.leases set ended = true, revoked = true where lease_id = $1 and not revoked and ended = $2 returning lease_id`;
      const [revoked] = await manager.query<[unknown[], number]>(revoke, [former.leaseId, former.ended]);
      if (revoked.length === 0) return false;
      await insertLease(manager, lease);
      await addToOutbox(manager, schema, events);
      return true;
    });
  }

  endLeases(now: number, limit: number, eventFor: (lease: LeaseRecord) => PreparedEvent): Promise<number> {
    return tenantTransaction(this.source, everyTenant, async (manager) => {
      const sql = `update ${schema}.leases set ended = true where lease_id in
        (select lease_id from ${schema}.leases where not ended and expires_at <= $1 order by expires_at limit $2 for update skip locked) returning *`;
      const [rows] = await manager.query<[LeaseRow[], number]>(sql, [new Date(now), limit]);
      await addToOutbox(manager, schema, rows.map(leaseOf).map(eventFor));
      return rows.length;
    });
  }

  revokeLeases(limit: number, eventFor: (lease: LeaseRecord) => PreparedEvent): Promise<number> {
    return tenantTransaction(this.source, everyTenant, async (manager) => {
      const sql = `update ${schema}.leases set ended = true where lease_id in
        (select l.lease_id from ${schema}.leases l join ${schema}.runs r on r.run_id = l.run and r.tenant = l.tenant
          where not l.ended and r.closed_at is not null limit $1 for update of l skip locked) returning *`;
      const [rows] = await manager.query<[LeaseRow[], number]>(sql, [limit]);
      await addToOutbox(manager, schema, rows.map(leaseOf).map(eventFor));
      return rows.length;
    });
  }

  addEvents(tenant: string, events: PreparedEvent[]): Promise<void> {
    return this.write(tenant, events, () => Promise.resolve());
  }

  private write(
    tenant: string,
    events: PreparedEvent[],
    change: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    return tenantTransaction(this.source, tenant, async (manager) => {
      await change(manager);
      await addToOutbox(manager, schema, events);
    });
  }
}

function jsonOf(list: string[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}
