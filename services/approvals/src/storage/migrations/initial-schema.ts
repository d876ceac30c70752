import { confineToTenant, confineToTenantOrSweep, outboxTableSql } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'approvals_rw';

export class InitialSchema1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table approvals.approvals (approval_id text primary key, tenant text not null, status text not null, call_status text not null, agent text not null,
        decision jsonb not null, arguments_text text not null, votes jsonb not null, requested_at timestamptz not null, expires_at timestamptz not null, decided_at timestamptz, traceparent text)`,
      `create index approvals_page on approvals.approvals (tenant, requested_at desc, approval_id desc)`,
      `create index approvals_due on approvals.approvals (expires_at) where status = 'pending'`,
      `create table approvals.person_tokens (token_id text primary key, tenant text not null, person text not null, digest text not null unique, revoked_at timestamptz)`,
      `create table approvals.people (tenant text not null, person text not null, display_name text not null, roles jsonb not null, bootstrap boolean not null default false, primary key (tenant, person))`,
      `create table approvals.people_positions (tenant text primary key, position text not null)`,
      ...confineToTenantOrSweep('approvals.approvals'),
      ...confineToTenantOrSweep('approvals.person_tokens'),
      ...confineToTenant('approvals.people'),
      ...confineToTenant('approvals.people_positions'),
      ...outboxTableSql('approvals', role),
      `grant usage on schema approvals to ${role}`,
      `grant select, insert, update on approvals.approvals, approvals.person_tokens, approvals.people_positions to ${role}`,
      `grant select, insert, update, delete on approvals.people to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['outbox', 'people_positions', 'people', 'person_tokens', 'approvals'])
      await runner.query(`drop table approvals.${table}`);
  }
}
