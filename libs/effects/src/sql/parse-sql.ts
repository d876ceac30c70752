import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { asList, isFields, type TreeFields, unwrapNode } from './tree-node.js';

/** Loads Postgres' own parser (WebAssembly). Call once before anything is parsed. */
export async function loadSqlParser(): Promise<void> {
  await loadModule();
}

export type ParsedSql =
  | { ok: true; statements: { type: string; fields: TreeFields }[] }
  | { ok: false; code: 'sql-syntax' | 'sql-parser-failed'; message: string };

/** Every statement of a text. A statement of a shape that is not understood makes the whole text unreadable. */
export function parseSql(sql: string): ParsedSql {
  try {
    const tree: unknown = parseSync(sql);
    const list = isFields(tree) ? asList(tree['stmts']) : [];
    const statements = list.map((raw) => unwrapNode(isFields(raw) ? raw['stmt'] : undefined));
    const known = statements.filter((statement) => statement !== undefined);
    if (known.length === statements.length) return { ok: true, statements: known };
    return { ok: false, code: 'sql-parser-failed', message: 'The parser gave a statement without a type.' };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The parser failed.';
    const isSyntax = hasSqlDetails(error) || sql === '';
    return { ok: false, code: isSyntax ? 'sql-syntax' : 'sql-parser-failed', message };
  }
}
