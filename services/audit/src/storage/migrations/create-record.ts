import { outboxTableSql } from '@countersign/chassis';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendBatchSql } from './append-batch-sql.js';
import { role } from './append-only-sql.js';
import { recordTablesSql } from './record-tables-sql.js';

export class CreateRecord1763720000000 implements MigrationInterface {
  name = 'CreateRecord1763720000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...recordTablesSql, ...appendBatchSql, ...outboxTableSql('audit', role)])
      await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('the record is append-only: it is never taken down by a migration');
  }
}
