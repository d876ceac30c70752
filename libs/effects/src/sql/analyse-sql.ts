import type { Effect } from '@countersign/contracts';
import type { Reason, RelationUse } from '../effect-analysis.js';
import { sealEffects } from '../seal-effects.js';
import { ByteOffsets } from './byte-offsets.js';
import { judgeQualifiedColumns } from './check-attribute-call.js';
import { checkText } from './check-text.js';
import { judgeGuardedRelations } from './guarded-relations.js';
import { parseSql } from './parse-sql.js';
import { SqlFindings } from './sql-findings.js';
import { reportStatement } from './statement-effects.js';
import { type TreeFields, unwrapNode } from './tree-node.js';
import { walkTree } from './walk-tree.js';

export interface SqlAnalysis {
  effects: Effect[];
  /** One statement, parsed by Postgres' own grammar, that can only read the relations listed. */
  proven: boolean;
  reasons: Reason[];
  relations: RelationUse[];
  functions: string[];
}

/** Statements whose inside is walked: queries, and row changes for the sake of their tables. */
const WALKED: ReadonlySet<string> = new Set([
  'SelectStmt',
  'ExplainStmt',
  'VariableShowStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
]);

/**
 * What a SQL text does, by proof. What no text can show stays the duty of whoever executes it: a role with SELECT only
 * and without EXECUTE on functions that act, a fixed search_path in which others cannot create objects (an unqualified
 * name may be shadowed by an overload), standard_conforming_strings on, and trusted views, row policies and casts.
 * One call is beyond any parser: `t.f` runs a function f(t) of the row type of the table t when t has no column f.
 */
export function analyseSql({ sql, pointer }: { sql: string; pointer: string }): SqlAnalysis {
  const findings = new SqlFindings({ sql, pointer, offsets: new ByteOffsets(sql) });
  const refusal = checkText(sql);
  if (refusal !== undefined) {
    findings.refuse(refusal.code, refusal.message);
    return seal(findings);
  }
  const parsed = parseSql(sql);
  if (!parsed.ok) {
    findings.refuse(parsed.code, `Postgres' grammar does not read this: ${parsed.message}`);
    return seal(findings);
  }
  if (parsed.statements.length !== 1) {
    findings.refuse('sql-statements', `Exactly one statement is proven, not ${parsed.statements.length}.`);
  }
  for (const { type, fields } of parsed.statements.slice(0, 100)) examine(findings, type, fields);
  judgeQualifiedColumns(findings);
  judgeGuardedRelations(findings);
  return seal(findings);
}

function examine(findings: SqlFindings, type: string, fields: TreeFields): void {
  if (WALKED.has(type)) return walkTree(findings, type, fields);
  reportStatement(findings, type, fields);
  const query = unwrapNode(fields['query']);
  if (query !== undefined) walkTree(findings, query.type, query.fields);
}

function seal(findings: SqlFindings): SqlAnalysis {
  const proven = !findings.refused;
  if (proven && findings.effects.length === 0) {
    findings.addEffect({ kind: 'read', target: { type: 'none', name: 'query' }, why: 'The query reads no relation.' });
  }
  return {
    effects: sealEffects(findings.effects, proven),
    proven,
    reasons: findings.reasons,
    relations: findings.relations,
    functions: [...findings.functions],
  };
}
