import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { adversarialSql, ordinaryReads } from '../../test/sql/sql-corpus.js';
import { analyseSql, type SqlAnalysis } from './analyse-sql.js';
import { loadSqlParser } from './parse-sql.js';

const analyse = (sql: string): SqlAnalysis => analyseSql({ sql, pointer: '/sql' });

const TOKENS =
  `SELECT FROM WHERE WITH AS ( ) , ; . * = < > + - / | 'a' "a" 1 $1 :: [ ] t u x evil pg_sleep (1) INSERT INTO UPDATE SET
  DELETE RETURNING UNION ALL VALUES TABLE EXPLAIN ANALYZE COPY DO $$ $$ FOR UPDATE LATERAL JOIN ON USING ORDER BY GROUP
  HAVING WINDOW OVER CASE WHEN THEN ELSE END CAST int text RECURSIVE MATERIALIZED -- /* */ \n OPERATOR public. NULL`.split(
    /[^\S\n]+/,
  );

const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((tokens) => tokens.join(' '));
const read = fc.constantFrom(...ordinaryReads);
const attack = fc.constantFrom(...adversarialSql);

describe('analysing mangled SQL', () => {
  beforeAll(loadSqlParser);

  it('never throws, keeps spans inside the text, and never leaves an unproven text with reads only', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' }), attack), (sql) => {
        const { proven, effects, reasons } = analyse(sql);
        expect(effects.length).toBeGreaterThan(0);
        for (const { span } of [...effects, ...reasons]) {
          if (span !== undefined) expect(span.start <= span.end && span.end <= sql.length).toBe(true);
        }
        expect(effects.every((effect) => effect.kind === 'read')).toBe(proven);
      }),
      { numRuns: 3_000 },
    );
  });

  it('never proves a text with a second statement', () => {
    fc.assert(
      fc.property(read, attack, (first, second) => {
        expect(analyse(`${first}\n;\n${second}\n;SELECT 1`).proven).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('sees a call wherever it replaces a number or a column', () => {
    fc.assert(
      fc.property(read, fc.nat(), (sql, pick) => {
        const places = [...sql.matchAll(/\b(\d+|id|name|total|kind)\b/g)];
        const place = places[pick % Math.max(places.length, 1)];
        if (place === undefined) return;
        const mangled = `${sql.slice(0, place.index)}evil(1)${sql.slice(place.index + place[0].length)}`;
        const { proven, functions } = analyse(mangled);
        const isText = !/evil\(1\)/.test(
          mangled.replaceAll(/\$(\w*)\$[^]*?\$\1\$|'(?:[^']|'')*'|"[^"]*"|--.*|\/\*[^]*?\*\//g, ''),
        );
        expect(proven && (functions.includes('evil') || !isText)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never proves a cut or spliced attack', () => {
    fc.assert(
      fc.property(read, attack, fc.nat(), (sql, evil, cut) => {
        const at = cut % (sql.length + 1);
        const spliced = `${sql.slice(0, at)} (${evil}) ${sql.slice(at)}`;
        const { proven, relations, functions } = analyse(spliced);
        if (proven) {
          expect(functions.join(' ')).not.toMatch(/evil|sleep|dblink|lo_|_to_xml|pg_read|pg_ls/);
          expect(relations.every((relation) => relation.access === 'read')).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
