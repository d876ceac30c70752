import { GRAMMAR, type FieldRule } from './grammar.js';
import { NODE_CHECKS } from './node-checks.js';
import type { SqlFindings } from './sql-findings.js';
import { asList, isFields, type TreeFields, unwrapNode } from './tree-node.js';

/** Deeper trees are refused: nobody can review them, and the walk stays far from the end of the stack. */
const MAX_DEPTH = 300;

export type CteNames = ReadonlySet<string>;

interface Place {
  ctes: CteNames;
  depth: number;
}

/** Walks the whole tree below one node; whatever the grammar does not name is refused. */
export function walkTree(findings: SqlFindings, type: string, fields: TreeFields): void {
  visit(findings, { type, fields }, { ctes: new Set(), depth: 0 });
}

function visit(findings: SqlFindings, node: { type: string; fields: TreeFields }, place: Place): void {
  const { type, fields } = node;
  const rules = GRAMMAR.get(type);
  if (rules === undefined || place.depth > MAX_DEPTH) {
    const code = rules === undefined ? 'sql-construct' : 'sql-too-deep';
    findings.refuse(code, `${type} is not part of a query that can be proven to read only.`, fields['location']);
    return;
  }
  NODE_CHECKS.get(type)?.({ fields, findings, ctes: place.ctes });
  const ctes = isFields(fields['withClause']) ? visitCtes(findings, fields['withClause'], place) : place.ctes;
  for (const name of Object.keys(fields)) {
    if (name === 'withClause') continue;
    const rule = rules.get(name);
    if (rule === undefined) findings.refuse('sql-construct', `${type} with ${name} is not proven.`, fields['location']);
    else visitField(findings, { rule, value: fields[name] }, { ctes, depth: place.depth + 1 });
  }
}

function visitField(findings: SqlFindings, field: { rule: FieldRule; value: unknown }, place: Place): void {
  const { rule, value } = field;
  if (rule.holds === 'value') {
    if (typeof value === 'object') findings.refuse('sql-construct', 'An unknown part of the statement is not proven.');
  } else if (rule.holds === 'bare') {
    if (isFields(value)) visit(findings, { type: rule.type, fields: value }, place);
    else findings.refuse('sql-construct', `A malformed ${rule.type} is not proven.`);
  } else if (Array.isArray(value)) {
    for (const item of value as unknown[]) visitNode(findings, item, place);
  } else {
    visitNode(findings, value, place);
  }
}

function visitNode(findings: SqlFindings, value: unknown, place: Place): void {
  const node = unwrapNode(value);
  if (node !== undefined) visit(findings, node, place);
  else if (!isFields(value) || Object.keys(value).length > 0) {
    findings.refuse('sql-construct', 'An unknown part of the statement is not proven.');
  }
}

/**
 * Visits the common table expressions of a WITH and gives the names that the statement itself sees. Without RECURSIVE
 * a name is known only after its own expression, so `WITH t AS (SELECT * FROM t)` does read the table t.
 */
function visitCtes(findings: SqlFindings, withClause: TreeFields, place: Place): CteNames {
  const list = asList(withClause['ctes']).map((cte) => unwrapNode(cte));
  const recursive = withClause['recursive'] === true;
  const names = new Set(place.ctes);
  const nameOf = (cte: (typeof list)[number]): string => String(cte?.fields['ctename'] ?? '');
  if (recursive) for (const cte of list) names.add(nameOf(cte));
  for (const cte of list) {
    if (cte?.type !== 'CommonTableExpr') findings.refuse('sql-construct', 'A malformed WITH is not proven.');
    else visit(findings, cte, { ctes: recursive ? names : new Set(names), depth: place.depth + 1 });
    names.add(nameOf(cte));
  }
  return names;
}
