import { confineToTenant, confineToTenantOrSweep, outboxTableSql } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'credentials_rw';

/** Stores a lease and its event in one round trip; false when the decision or grant was redeemed before. */
const storeLease = `
create function credentials.store_lease(p jsonb, p_body bytea) returns boolean language plpgsql as $$
begin
  perform set_config('app.tenant', p->>'tenant', true);
  insert into credentials.leases (lease_id, tenant, call_id, decision_id, grant_id, issuer, audience, scope, expires_at)
    values (p->>'leaseId', p->>'tenant', p->>'callId', p->>'decisionId', p->>'grantId', p->>'issuer', p->>'audience', p->'scope', to_timestamp((p->>'expiresAt')::double precision / 1000))
    on conflict do nothing;
  if not found then return false; end if;
  insert into credentials.outbox (event_id, tenant, type, subject, message_id, body)
    values (p->'event'->>'id', p->>'tenant', p->'event'->>'type', p->'event'->>'subject', p->'event'->>'messageId', p_body);
  return true;
end $$`;

export class InitialSchema1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table credentials.agent_keys (key_id text primary key, tenant text not null, agent text not null, digest text not null unique, created_at timestamptz not null, revoked_at timestamptz)`,
      `create table credentials.runs (run_id text primary key, tenant text not null, agent text not null, key_id text not null, session_digest text, principal text, scope jsonb, expires_at timestamptz not null, closed_at timestamptz)`,
      `create index runs_session on credentials.runs (tenant, agent, key_id, session_digest) where session_digest is not null and closed_at is null`,
      `create table credentials.leases (lease_id text primary key, tenant text not null, call_id text, decision_id text, grant_id text, issuer text not null, audience text not null, scope jsonb not null, expires_at timestamptz not null, ended boolean not null default false)`,
      `create unique index leases_decision on credentials.leases (tenant, decision_id)`,
      `create unique index leases_grant on credentials.leases (tenant, grant_id)`,
      `create index leases_open on credentials.leases (expires_at) where not ended`,
      ...confineToTenantOrSweep('credentials.agent_keys'),
      ...confineToTenant('credentials.runs'),
      ...confineToTenantOrSweep('credentials.leases'),
      ...outboxTableSql('credentials', role),
      storeLease,
      `grant usage on schema credentials to ${role}`,
      `grant select, insert, update on credentials.agent_keys, credentials.runs, credentials.leases to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function credentials.store_lease');
    for (const table of ['outbox', 'leases', 'runs', 'agent_keys'])
      await runner.query(`drop table credentials.${table}`);
  }
}
