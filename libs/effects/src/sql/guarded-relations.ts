import type { SqlFindings } from './sql-findings.js';

const NOTHING = /^\b$/;

/**
 * System views that are an ordinary read when it can be seen which columns are read: the server itself shows other
 * people's query text to roles with a right to it only. Columns that hold samples of the data stay refused.
 */
const GUARDED: ReadonlyMap<string, RegExp> = new Map([
  ['pg_stat_activity', NOTHING],
  ['pg_stat_statements', NOTHING],
  ['pg_stats', /vals$|elems$|bounds|histogram/],
]);

export const isGuarded = (name: string): boolean => GUARDED.has(name);

/** Whether every reference to columns names ordinary ones: no whole row, no column that holds data, nor `*` if there is one. */
function namesColumns(findings: SqlFindings, { name, alias }: { name: string; alias: string }): boolean {
  const hidden = GUARDED.get(name) ?? /^/;
  return findings.columnReferences.every((fields) => {
    const last = fields.at(-1);
    if (last === undefined) return hidden === NOTHING;
    if (hidden.test(last)) return false;
    return fields.length > 1 || (last !== alias && last !== name);
  });
}

/** Judges the guarded views once the whole tree has been seen. */
export function judgeGuardedRelations(findings: SqlFindings): void {
  for (const relation of findings.guardedRelations) {
    if (namesColumns(findings, relation)) continue;
    const message = `${relation.name} may hold other people's text and data: name the columns to read.`;
    findings.refuse('sql-system-relation', message, relation.location);
  }
}
