import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mutatedSql } from '../../test/sql/mutated-sql.js';
import { observeStatements } from '../../test/sql/observe-statements.js';
import { adversarialSql, ordinaryReads, schemaSql } from '../../test/sql/sql-corpus.js';
import { startThrowawayPostgres, type ThrowawayPostgres } from '../../test/sql/throwaway-postgres.js';
import { analyseSql } from './analyse-sql.js';
import { BUILT_IN_OPERATORS } from './built-in-operators.js';
import { BUILT_IN_TYPES } from './built-in-types.js';
import { ORDINARY_CATALOGS } from './catalog-relations.js';
import { loadSqlParser } from './parse-sql.js';
import { READ_ONLY_FUNCTIONS } from './read-only-functions.js';

/** Marked volatile in pg_proc because their answer changes, not because they change anything. */
const VOLATILE_BUT_READ_ONLY = `clock_timestamp gen_random_uuid pg_blocking_pids pg_current_wal_flush_lsn
  pg_current_wal_insert_lsn pg_current_wal_lsn pg_database_size pg_indexes_size
  pg_is_in_recovery pg_is_wal_replay_paused pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_relation_size
  pg_table_size pg_tablespace_size pg_total_relation_size random random_normal timeofday uuidv4 uuidv7`.split(/\s+/);

function start(): { postgres?: ThrowawayPostgres; why?: string } {
  try {
    return { postgres: startThrowawayPostgres() };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

const { postgres, why } = start();
if (why !== undefined) console.warn(`The differential SQL test cannot run here: ${why}`);
const list = (values: Iterable<string>): string => [...values].map((value) => `('${value}')`).join(', ');
const answers = (output: string): string[] =>
  [...output.matchAll(/1: \w+ = "(.*?)"\t/g)].map((match) => match[1] ?? '');

(postgres === undefined ? describe.skip : describe)('against a real Postgres', () => {
  const server = postgres as ThrowawayPostgres;
  const ask = (sql: string): string[] => answers(server.run(`${sql}\n;\n\n`)).sort();

  beforeAll(async () => {
    await loadSqlParser();
    server.run(`${schemaSql.replaceAll(/;\n/g, ';\n\n')}\n`);
  });
  afterAll(() => server.remove());

  it('no proven query changes a row, a sequence, a catalog or a setting', () => {
    const proven = [...ordinaryReads, ...adversarialSql].filter((sql) => analyseSql({ sql, pointer: '/sql' }).proven);
    const { statements, sameState } = observeStatements(server, proven);
    expect(statements.filter((statement) => statement.changedRows)).toEqual([]);
    expect(sameState).toBe(true);
    expect(statements.filter((statement) => !statement.ran).map((statement) => statement.sql)).toEqual([]);
    expect(statements.length).toBeGreaterThan(100);
  });

  it('no proven mutation of a query does either, a function of a row type apart', () => {
    const candidates = fc.sample(mutatedSql, 20_000).filter((sql) => !sql.includes('purge'));
    const proven = candidates.filter((sql) => analyseSql({ sql, pointer: '/sql' }).proven);
    const { statements, sameState } = observeStatements(server, [...new Set(proven)].slice(0, 1_500));
    expect(statements.filter((statement) => statement.changedRows)).toEqual([]);
    expect(sameState).toBe(true);
    expect(statements.filter((statement) => statement.ran).length).toBeGreaterThan(100);
  });

  it('cannot tell a column from a function of a row type, as its description says', () => {
    const sql = 'SELECT users.purge FROM users';
    expect(analyseSql({ sql, pointer: '/sql' }).proven).toBe(true);
    expect(observeStatements(server, [sql]).statements[0]?.changedRows).toBe(true);
  });

  it('sees the effects of statements that are not proven, so that the test above means something', () => {
    const acting = [
      "INSERT INTO effects_seen VALUES ('seen')",
      'SELECT x.evil FROM generate_series(1, 2) x',
      'SELECT (10).evil',
      'SELECT "coalesce".evil FROM coalesce(1, 2)',
      'SELECT 1 <<<>>> 2',
      'SELECT 1::public.marked',
      'WITH gone AS (DELETE FROM orders WHERE id = 1 RETURNING *) SELECT * FROM gone',
      'SELECT * INTO copied FROM teams',
      'SELECT * FROM users FOR UPDATE',
      'SELECT txid_current()',
    ];
    const { statements, sameState } = observeStatements(server, acting);
    expect(statements.filter((statement) => !statement.ran || !statement.changedRows)).toEqual([]);
    expect(sameState).toBe(false);
    expect(observeStatements(server, ["SELECT setval('orders_id_seq', 7)"]).sameState).toBe(false);
    expect(observeStatements(server, ["SELECT set_config('work_mem', '1MB', false)"]).sameState).toBe(false);
  });

  it('holds every allowed function in pg_catalog, none volatile but those named here', () => {
    const named = `(VALUES ${list(READ_ONLY_FUNCTIONS)}) AS allowed(name)`;
    const builtIn = `pg_proc p WHERE p.proname = name AND p.pronamespace = 'pg_catalog'::regnamespace`;
    const volatile = `SELECT name FROM ${named} WHERE EXISTS (SELECT FROM ${builtIn} AND p.provolatile = 'v')`;
    expect(ask(`SELECT name FROM ${named} WHERE NOT EXISTS (SELECT FROM ${builtIn})`)).toEqual([]);
    expect(ask(volatile)).toEqual(VOLATILE_BUT_READ_ONLY);
  });

  it('holds every allowed operator, type and catalog in pg_catalog', () => {
    const missing = (names: Iterable<string>, table: string, column: string): string[] =>
      ask(`SELECT name FROM (VALUES ${list(names)}) AS allowed(name) WHERE NOT EXISTS (SELECT FROM ${table}
        WHERE ${column} = name AND ${column.slice(0, 3)}namespace = 'pg_catalog'::regnamespace)`);
    expect(missing(BUILT_IN_OPERATORS, 'pg_operator', 'oprname')).toEqual([]);
    expect(missing(BUILT_IN_TYPES, 'pg_type', 'typname')).toEqual([]);
    expect(missing(ORDINARY_CATALOGS, 'pg_class', 'relname')).toEqual([]);
    const impure = `SELECT o.oprname FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
      WHERE p.provolatile = 'v' AND o.oprnamespace = 'pg_catalog'::regnamespace`;
    expect(ask(impure)).toEqual([]);
  });
});
