import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person may approve a suspended tool again. */
export class LiftedSuspensions1763782000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant delete on gateway.tool_suspensions to gateway_rw');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke delete on gateway.tool_suspensions from gateway_rw');
  }
}
