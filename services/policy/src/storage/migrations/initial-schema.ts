import { confineToTenant, confineToTenantOrSweep, outboxTableSql } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'policy_rw';

export class InitialSchema1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table policy.revisions (tenant text not null, revision text not null, documents jsonb not null, published_by text not null, published_at timestamptz not null, primary key (tenant, revision))`,
      `create table policy.heads (tenant text primary key, revision text not null, published_by text not null, published_at timestamptz not null)`,
      ...confineToTenant('policy.revisions'),
      ...confineToTenantOrSweep('policy.heads'),
      ...outboxTableSql('policy', role),
      `grant usage on schema policy to ${role}`,
      `grant select, insert on policy.revisions to ${role}`,
      `grant select, insert, update on policy.heads to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['outbox', 'heads', 'revisions']) await runner.query(`drop table policy.${table}`);
  }
}
