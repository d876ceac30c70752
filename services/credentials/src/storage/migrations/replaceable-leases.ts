import type { MigrationInterface, QueryRunner } from 'typeorm';

const storeLease = (columns: string, values: string) => `
create or replace function credentials.store_lease(p jsonb, p_body bytea) returns boolean language plpgsql as $$
begin
  perform set_config('app.tenant', p->>'tenant', true);
  insert into credentials.leases (lease_id, tenant, call_id, decision_id, grant_id, issuer, audience, scope, expires_at${columns})
    values (p->>'leaseId', p->>'tenant', p->>'callId', p->>'decisionId', p->>'grantId', p->>'issuer', p->>'audience', p->'scope', to_timestamp((p->>'expiresAt')::double precision / 1000)${values})
    on conflict do nothing;
  if not found then return false; end if;
  insert into credentials.outbox (event_id, tenant, type, subject, message_id, body)
    values (p->'event'->>'id', p->>'tenant', p->'event'->>'type', p->'event'->>'subject', p->'event'->>'messageId', p_body);
  return true;
end $$`;

/** A lease that never reached its gateway gives way to another: unique is the one that is not revoked. */
export class ReplaceableLeases1763720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `alter table credentials.leases add issued_at timestamptz not null default now(), add revoked boolean not null default false`,
      `drop index credentials.leases_decision`,
      `drop index credentials.leases_grant`,
      `create unique index leases_decision on credentials.leases (tenant, decision_id) where not revoked`,
      `create unique index leases_grant on credentials.leases (tenant, grant_id) where not revoked`,
      storeLease(', issued_at', `, to_timestamp((p->>'issuedAt')::double precision / 1000)`),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      storeLease('', ''),
      `drop index credentials.leases_decision`,
      `drop index credentials.leases_grant`,
      `delete from credentials.leases where revoked`,
      `create unique index leases_decision on credentials.leases (tenant, decision_id)`,
      `create unique index leases_grant on credentials.leases (tenant, grant_id)`,
      `alter table credentials.leases drop issued_at, drop revoked`,
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
