import { loadModule, parseSync } from 'libpg-query';
import { asList, isFields, type TreeFields, unwrapNode } from './tree-node.js';

/** Loads Postgres' own parser (WebAssembly). Call once before anything is parsed. */
export async function loadSqlParser(): Promise<void> {
  await loadModule();
}

export type ParsedSql =
  { ok: true; statements: { type: string; fields: TreeFields }[] } | { ok: false; message: string; at?: number };

/** Every statement of a text. A statement of a shape that is not understood makes the whole text unreadable. */
export function parseSql(sql: string): ParsedSql {
  try {
    const tree: unknown = parseSync(sql);
    const list = isFields(tree) ? asList(tree['stmts']) : [];
    const statements = list.map((raw) => unwrapNode(isFields(raw) ? raw['stmt'] : undefined));
    const known = statements.filter((statement) => statement !== undefined);
    return known.length === statements.length ? { ok: true, statements: known } : { ok: false, message: 'Unreadable.' };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'The parser failed.' };
  }
}
