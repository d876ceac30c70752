import { builtInName } from './built-in-name.js';
import { knownFunctionEffect } from './known-function-effects.js';
import type { NodeCheck } from './node-check.js';
import { RECORD_COLUMNS } from './record-columns.js';
import type { SqlFindings } from './sql-findings.js';
import { asList, isFields, stringList, stringValue, type TreeFields, unwrapNode } from './tree-node.js';

/**
 * Postgres reads `x.name` and `(x).name` as `name(x)` when x has no such column. On a scalar that calls any function:
 * `SELECT x.pg_read_file FROM unnest(ARRAY['/etc/passwd']) x`. Columns of tables, subqueries and common table
 * expressions are rows, for which only functions of a row type could be meant; columns of functions need proof.
 */
export const checkColumn: NodeCheck = ({ fields, findings }) => {
  const parts = asList(fields['fields']);
  findings.columnReferences.push(
    parts.map((part) => (unwrapNode(part)?.type === 'A_Star' ? undefined : stringValue(part))),
  );
  for (const [index, part] of parts.entries()) {
    if (index === 0 || unwrapNode(part)?.type === 'A_Star') continue;
    const isColumn = index === parts.length - 1;
    const qualifier = stringValue(parts[index - 1]);
    findings.qualifiedColumns.push({ qualifier, name: stringValue(part), isColumn, location: fields['location'] });
  }
};

/** `(expression).name`: proven only for the columns that a built-in function is known to return. */
export const checkFieldSelection: NodeCheck = ({ fields, findings }) => {
  const names = asList(fields['indirection'])
    .filter((item) => unwrapNode(item)?.type === 'String')
    .map(stringValue);
  if (names.length === 0) return;
  const call = unwrapNode(fields['arg']);
  const columns = call?.type === 'FuncCall' ? recordColumns(call.fields['funcname']) : [];
  if (names.length === 1 && columns.length > 1 && columns.includes(names[0] ?? '')) return;
  const location = call?.fields['location'];
  const message = `.${names.join('.')} after an expression may be a function call in disguise.`;
  findings.refuse('sql-attribute-call', message, location);
  for (const name of names) findings.addEffect(knownFunctionEffect(name), location);
};

/** Notes the alias of a table, subquery, join or JSON_TABLE in FROM, which always stands for a row. */
export const noteRowAlias: NodeCheck = ({ fields, findings }) => {
  for (const alias of [fields['alias'], fields['join_using_alias'], { aliasname: fields['relname'] }]) {
    if (isFields(alias) && typeof alias['aliasname'] === 'string') findings.rowAliases.add(alias['aliasname']);
  }
};

/** Notes the alias of a function in FROM and the columns that it surely has. */
export const checkFunctionInFrom: NodeCheck = ({ fields, findings }) => {
  const functions = asList(fields['functions']).map(functionName);
  const alias = isFields(fields['alias']) ? fields['alias'] : {};
  const ownName = stringList(functions[0]).at(-1) ?? '';
  const name = typeof alias['aliasname'] === 'string' ? alias['aliasname'] : ownName;
  if (name === '') findings.refuse('sql-attribute-call', 'An expression in FROM needs an alias to be proven.');
  const defined = asList(fields['coldeflist']).map((item) => String(unwrapNode(item)?.fields['colname'] ?? ''));
  const ordinality = fields['ordinality'] === true ? ['ordinality'] : [];
  noteAlias(findings, name, [...aliasColumns(functions, alias, name), ...defined, ...ordinality]);
};

/** Each function in FROM comes as a list of the call and its column definitions. */
function functionName(item: unknown): unknown {
  const [call] = asList(unwrapNode(item)?.fields['items']);
  return unwrapNode(call)?.fields['funcname'];
}

/** Renamed columns come first; a scalar without new names has one column, named like the alias. */
function aliasColumns(functions: readonly unknown[], alias: TreeFields, name: string): string[] {
  const renamed = stringList(alias['colnames']);
  const builtIn = functions.flatMap((funcname) => recordColumns(funcname)).slice(renamed.length);
  const isScalar = renamed.length === 0 && builtIn.length === 0 && functions.length === 1;
  return [...renamed, ...builtIn, ...(isScalar ? [name] : [])];
}

function recordColumns(funcname: unknown): readonly string[] {
  return RECORD_COLUMNS.get(builtInName(funcname) ?? '') ?? [];
}

/** The same alias may stand for two functions in two places: only columns of both are sure. */
function noteAlias(findings: SqlFindings, name: string, columns: readonly string[]): void {
  const known = findings.functionAliases.get(name);
  const sure = known === undefined ? columns : columns.filter((column) => known.has(column));
  findings.functionAliases.set(name, new Set(sure));
}

/** No system or user column is named like the functions of Postgres, which take any row: pg_restore_relation_stats. */
const isRowColumn = (findings: SqlFindings, qualifier: string, name: string): boolean =>
  findings.rowAliases.has(qualifier) && !name.startsWith('pg_');

/** Judges the collected column references once the whole tree has been seen. */
export function judgeQualifiedColumns(findings: SqlFindings): void {
  for (const { qualifier, name, isColumn, location } of findings.qualifiedColumns) {
    const columns = findings.functionAliases.get(qualifier);
    if (columns?.has(name) ?? (!isColumn || isRowColumn(findings, qualifier, name))) continue;
    findings.refuse('sql-attribute-call', `${qualifier}.${name} may be a function call in disguise.`, location);
    findings.addEffect(knownFunctionEffect(name), location);
  }
}
