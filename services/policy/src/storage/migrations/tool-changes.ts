import { confineToTenantOrSweep } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What MCP servers were found to say of tools in place of what was approved, and who approved them again. */
export class ToolChanges1763780000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table policy.tool_changes (tenant text not null, event_id text not null, tool text not null, definition_digest text not null,
        pinned_digest text not null, found_digest text, changed_at timestamptz not null, settled_by text, settled_at timestamptz,
        primary key (tenant, event_id))`,
      `create index tool_changes_open on policy.tool_changes (tenant, definition_digest) where settled_at is null`,
      ...confineToTenantOrSweep('policy.tool_changes'),
      'grant select, insert, update on policy.tool_changes to policy_rw',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table policy.tool_changes');
  }
}
