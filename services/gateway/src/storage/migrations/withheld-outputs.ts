import { confineToTenant } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WithheldOutputs1763730000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `create table gateway.withheld_outputs (
        tenant text not null, response_id text not null, outputs text not null,
        created_at timestamptz not null default now(), primary key (tenant, response_id))`,
      `create index withheld_outputs_age on gateway.withheld_outputs (created_at)`,
      ...confineToTenant('gateway.withheld_outputs'),
      `grant select, insert, update, delete on gateway.withheld_outputs to gateway_rw`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table gateway.withheld_outputs');
  }
}
