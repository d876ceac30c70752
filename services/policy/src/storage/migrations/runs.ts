import { confineToTenantOrSweep } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'policy_rw';

/** What runs have done, for agents whose rules ask about it. */
export class Runs1763760000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table policy.runs (tenant text not null, scope text not null, run text not null, agent text not null,
        began timestamptz not null default clock_timestamp(), ends_before timestamptz not null, primary key (tenant, scope, run))`,
      `create index runs_ends_before on policy.runs (ends_before)`,
      `create table policy.run_entries (tenant text not null, scope text not null, run text not null, place bigint not null,
        id text not null, tool text, decided_at timestamptz not null, labels text[] not null,
        primary key (tenant, scope, run, place), unique (tenant, scope, run, id))`,
      ...confineToTenantOrSweep('policy.runs'),
      ...confineToTenantOrSweep('policy.run_entries'),
      `grant select, insert, delete on policy.runs to ${role}`,
      `grant select, insert, delete on policy.run_entries to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['run_entries', 'runs']) await runner.query(`drop table policy.${table}`);
  }
}
