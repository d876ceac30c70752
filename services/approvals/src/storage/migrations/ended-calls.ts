import { confineToTenant } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const role = 'approvals_rw';

/** Calls that ended before policy's decision about them was heard, by the approval that they would have had. */
export class EndedCalls1763720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table approvals.ended_calls (tenant text not null, approval_id text not null, ended_at timestamptz not null, primary key (tenant, approval_id))`,
      `create index ended_calls_age on approvals.ended_calls (tenant, ended_at)`,
      ...confineToTenant('approvals.ended_calls'),
      `grant select, insert, delete on approvals.ended_calls to ${role}`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table approvals.ended_calls');
  }
}
