import { beforeAll, describe, expect, it } from '@jest/globals';
import { adversarialSql, ordinaryReads } from '../../test/sql/sql-corpus.js';
import { analyseSql, type SqlAnalysis } from './analyse-sql.js';
import { loadSqlParser } from './parse-sql.js';

const analyse = (sql: string): SqlAnalysis => analyseSql({ sql, pointer: '/sql' });
const codes = (sql: string): string[] => analyse(sql).reasons.map((reason) => reason.code);
const effects = (sql: string): string[] =>
  analyse(sql).effects.map((effect) => `${effect.kind} ${effect.target.type} ${effect.target.name}`);

describe('analysing SQL', () => {
  beforeAll(loadSqlParser);

  it('proves none of the adversarial statements, and gives each a reason and an effect beyond reading', () => {
    expect(adversarialSql.length).toBeGreaterThanOrEqual(400);
    expect(adversarialSql.filter((sql) => analyse(sql).proven)).toEqual([]);
    const passive = adversarialSql.filter((sql) => analyse(sql).effects.every((effect) => effect.kind === 'read'));
    expect(passive).toEqual([]);
    expect(adversarialSql.filter((sql) => analyse(sql).reasons.length === 0)).toEqual([]);
  });

  it('proves every ordinary query and gives it read effects only', () => {
    expect(ordinaryReads.length).toBeGreaterThanOrEqual(150);
    expect(ordinaryReads.filter((sql) => !analyse(sql).proven)).toEqual([]);
    const other = ordinaryReads.filter((sql) => analyse(sql).effects.some((effect) => effect.kind !== 'read'));
    expect(other).toEqual([]);
  });

  it('reports every relation with the schema that the text gives, common table expressions apart', () => {
    const sql = 'WITH users AS (SELECT * FROM users), x AS (TABLE app.logs) SELECT * FROM users, x, pg_class';
    expect(analyse(sql).relations).toEqual([
      { name: 'users', access: 'read' },
      { schema: 'app', name: 'logs', access: 'read' },
      { schema: 'pg_catalog', name: 'pg_class', access: 'read' },
    ]);
  });

  it('knows where a common table expression is visible and where the table of the same name is meant', () => {
    const names = (sql: string): string[] => analyse(sql).relations.map((relation) => relation.name);
    expect(names('WITH RECURSIVE t AS (SELECT * FROM t) SELECT * FROM t')).toEqual([]);
    expect(names('WITH b AS (SELECT * FROM a), a AS (SELECT 1) SELECT * FROM b')).toEqual(['a']);
    expect(names('SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a) x, a')).toEqual(['a']);
    expect(names('WITH a AS (SELECT 1) SELECT * FROM public.a')).toEqual(['a']);
    expect(names('WITH a AS (SELECT 1) SELECT (SELECT count(*) FROM a) FROM (SELECT * FROM a) s')).toEqual([]);
  });

  it('reports every function that is called', () => {
    const { functions } = analyse(
      'SELECT lower(name), pg_catalog.upper(name), lower(x) FROM users WHERE evil.f(1) > 0',
    );
    expect(functions).toEqual(['lower', 'pg_catalog.upper', 'evil.f']);
  });

  it('gives other statements their real kind and target', () => {
    expect(effects('DELETE FROM app.logs')).toEqual(['delete relation app.logs']);
    expect(effects('MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE')).toEqual([
      'write relation a',
      'read relation b',
    ]);
    expect(effects('DROP TABLE a, s.b')).toEqual(['delete relation a', 'delete relation s.b']);
    expect(effects('GRANT ALL ON users TO PUBLIC')).toEqual(['grant relation users']);
    expect(effects('ALTER TABLE users DISABLE ROW LEVEL SECURITY')).toEqual(['grant relation users']);
    expect(effects("COPY users FROM PROGRAM 'id'")).toEqual(['exec relation users']);
    expect(effects('COPY (DELETE FROM t RETURNING 1) TO STDOUT')).toEqual(['read none copy', 'delete relation t']);
    expect(effects('CREATE EXTENSION dblink')).toEqual(['exec none create extension dblink']);
    expect(effects("SELECT dblink('x', 'y')")).toEqual(['network function dblink', 'unknown none ']);
    expect(effects('SET ROLE admin')).toEqual(['grant none variable set role']);
  });

  it('points at the text that shows an effect, also after characters of several bytes', () => {
    const sql = `SELECT '\u6771\u4eac \u{1f600}', pg_sleep(1) FROM "Weird ""Name"""."t"`;
    const spans = analyse(sql).effects.map(({ span }) => sql.slice(span?.start, span?.end));
    expect(spans).toEqual(['pg_sleep', '"Weird ""Name"""."t"']);
    expect(analyse(sql).effects[0]?.span?.pointer).toBe('/sql');
  });

  it('names the reason by a stable code', () => {
    expect(codes('SELECT 1; SELECT 2')).toEqual(['sql-statements']);
    expect(codes('SELECT * FROM t FOR UPDATE')).toEqual(['sql-row-lock']);
    expect(codes('EXPLAIN ANALYZE SELECT 1')).toEqual(['sql-explain']);
    expect(codes('SELECT 1 \u202e')).toEqual(['sql-hidden-character']);
    expect(codes('SELEC 1')).toEqual(['sql-syntax']);
    expect(codes('SELECT x.pg_read_file FROM unnest(ARRAY[1]) x')).toEqual(['sql-attribute-call']);
  });

  it('allows parameters, whose values the executor binds', () => {
    expect(analyse('SELECT * FROM users WHERE id = $1').proven).toBe(true);
  });

  it('refuses texts that are too long, too deep or too crowded, without failing', () => {
    expect(codes(`SELECT '${'x'.repeat(20_000)}'`)).toEqual(['sql-too-long']);
    expect(codes(`SELECT 1${' + 1'.repeat(3_500)}`)).toEqual(['sql-too-long']);
    expect(codes(`SELECT ${'not '.repeat(4_000)}true`)).toContain('sql-too-deep');
    expect(codes(`SELECT a${'||a'.repeat(2_900)}`)).not.toEqual([]);
    expect(codes(`SELECT ${'('.repeat(2_900)}1${')'.repeat(2_900)}`)).not.toEqual([]);
    expect(codes(`SELECT ${'(SELECT '.repeat(900)}1${')'.repeat(900)}`)).toContain('sql-too-deep');
    expect(codes(`SELECT ${'CASE WHEN a THEN '.repeat(800)}1${' END'.repeat(800)}`)).not.toEqual([]);
    expect(analyse(`SELECT 1 WHERE a IN (${Array.from({ length: 1_000 }, (_, i) => i).join(', ')})`).proven).toBe(true);
    expect(analyse('SELECT 1').proven).toBe(true);
  });
});
