import { confineToTenant } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tools whose MCP server no longer says of them what was approved. */
export class ToolSuspensions1763731000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table gateway.tool_suspensions (tenant text not null, tool_definition_digest text not null, tool text not null,
        found_digest text, suspended_at timestamptz not null default now(), primary key (tenant, tool_definition_digest))`,
      ...confineToTenant('gateway.tool_suspensions'),
      'grant select, insert on gateway.tool_suspensions to gateway_rw',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table gateway.tool_suspensions');
  }
}
