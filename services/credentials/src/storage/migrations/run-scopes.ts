import { confineToTenantOrSweep } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As before, and false too when the run of the call was closed. */
const storeLease = `
create or replace function credentials.store_lease(p jsonb, p_body bytea) returns boolean language plpgsql as $$
begin
  perform set_config('app.tenant', p->>'tenant', true);
  if exists (select 1 from credentials.runs where run_id = p->>'run' and closed_at is not null) then return false; end if;
  insert into credentials.leases (lease_id, tenant, run, call_id, decision_id, grant_id, issuer, audience, scope, expires_at, issued_at)
    values (p->>'leaseId', p->>'tenant', p->>'run', p->>'callId', p->>'decisionId', p->>'grantId', p->>'issuer', p->>'audience', p->'scope', to_timestamp((p->>'expiresAt')::double precision / 1000),
      to_timestamp((p->>'issuedAt')::double precision / 1000))
    on conflict do nothing;
  if not found then return false; end if;
  insert into credentials.outbox (event_id, tenant, type, subject, message_id, body)
    values (p->'event'->>'id', p->>'tenant', p->'event'->>'type', p->'event'->>'subject', p->'event'->>'messageId', p_body);
  return true;
end $$`;

/** Runs can be limited to models too, and a closed run takes its leases with it. */
export class RunScopes1763731000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `alter table credentials.runs add column models jsonb`,
      `alter table credentials.leases add column run text`,
      `create index leases_run on credentials.leases (run) where not ended`,
      // The sweep that revokes leases asks for the closed runs of every tenant.
      `drop policy tenant_isolation on credentials.runs`,
      ...confineToTenantOrSweep('credentials.runs'),
      storeLease,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('runs keep their scopes: there is no way back from here');
  }
}
