import { confineToTenant } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'policy_rw';

/** What has been in force in which order, and what waits for a second person. */
export class Versions1763740000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table policy.publications (tenant text not null, number bigint not null, revision text not null, published_by text not null,
        published_at timestamptz not null, proposed_by text, proposal_id text, primary key (tenant, number))`,
      `create index publications_revision on policy.publications (tenant, revision)`,
      `create table policy.proposals (tenant text not null, proposal_id text not null, revision text not null, base_revision text, status text not null default 'open',
        proposed_by text not null, proposed_at timestamptz not null, changed jsonb not null, removed jsonb not null, primary key (tenant, proposal_id))`,
      // Only heads can be read across tenants, so the history of an older instance begins with what is in force.
      `select set_config('app.tenant', '*', true)`,
      `insert into policy.publications (tenant, number, revision, published_by, published_at)
        select tenant, 1, revision, published_by, published_at from policy.heads`,
      ...confineToTenant('policy.publications'),
      ...confineToTenant('policy.proposals'),
      `grant select, insert on policy.publications to ${role}`,
      `grant select, insert, update on policy.proposals to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['proposals', 'publications']) await runner.query(`drop table policy.${table}`);
  }
}
