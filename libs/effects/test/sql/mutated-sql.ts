import fc from 'fast-check';
import { adversarialSql, ordinaryReads } from './sql-corpus.js';

const tokensOf = (sql: string): string[] => sql.match(/'(?:[^']|'')*'|"[^"]*"|\w+|\s+|[^\w\s]/g) ?? [];
const isWord = (token: string): boolean => /[\w'"]/.test(token);
const attackTokens = [...new Set(adversarialSql.flatMap(tokensOf))].filter((token) => token.trim() !== '');
const attackParts = adversarialSql.flatMap(
  (sql) => sql.match(/\(?"?\w+"?\)?\.\w+|\w+\([^()]*\)|\([^()]*\)(?:\.\w+)?/g) ?? [],
);

/** Ordinary queries in which some words are replaced by words and calls from the attacks. */
export const mutatedSql = fc
  .tuple(
    fc.constantFrom(...ordinaryReads),
    fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(...attackParts), fc.constantFrom(...attackTokens))), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([sql, changes]) => {
    const tokens = tokensOf(sql);
    const places = tokens.flatMap((token, index) => (isWord(token) ? [index] : []));
    for (const [pick, replacement] of changes) tokens[places[pick % places.length] ?? 0] = replacement;
    return tokens.join('');
  });
