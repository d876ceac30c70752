import { confineToTenant, confineToTenantOrSweep } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'policy_rw';

/** Candidates that run beside what is in force, and what they said. */
export class Shadows1763770000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table policy.shadows (tenant text not null, shadow_id text not null, revision text not null, status text not null default 'shadow',
        started_by text not null, started_at timestamptz not null, stopped_by text, stopped_at timestamptz,
        decided bigint not null default 0, dropped bigint not null default 0, primary key (tenant, shadow_id))`,
      `create unique index shadows_running on policy.shadows (tenant) where status = 'shadow'`,
      `create table policy.shadow_changes (tenant text not null, shadow_id text not null, call_id text not null, agent text not null, tool text not null,
        before text not null, after text not null, reason_code text not null, rule jsonb, changes_state boolean not null,
        position bigint generated always as identity, primary key (tenant, shadow_id, call_id))`,
      `create index shadow_changes_newest on policy.shadow_changes (tenant, shadow_id, after, position)`,
      `create table policy.shadow_holds (tenant text not null, shadow_id text not null, person text not null, holds bigint not null,
        primary key (tenant, shadow_id, person))`,
      ...confineToTenantOrSweep('policy.shadows'),
      ...confineToTenant('policy.shadow_changes'),
      ...confineToTenant('policy.shadow_holds'),
      `grant select, insert, update on policy.shadows to ${role}`,
      `grant select, insert on policy.shadow_changes to ${role}`,
      `grant select, insert, update on policy.shadow_holds to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['shadow_holds', 'shadow_changes', 'shadows']) await runner.query(`drop table policy.${table}`);
  }
}
