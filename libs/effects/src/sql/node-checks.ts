import { checkFunctionCall } from './check-function-call.js';
import { checkColumn, checkFieldSelection, checkFunctionInFrom, noteRowAlias } from './check-attribute-call.js';
import { checkExplain, checkShow } from './check-utility.js';
import { checkExpression, checkSampling, checkSortOperator, checkSubLink } from './check-operator.js';
import { checkRelation } from './check-relation.js';
import { checkType } from './check-type.js';
import { checkSettingsQuery } from './settings-query.js';
import type { NodeCheck } from './node-check.js';
import type { Access } from '../effect-analysis.js';
import { isFields } from './tree-node.js';

/** A statement that changes rows, at the top or inside WITH: its table is an effect and nothing is proven. */
const changes =
  (verb: string, access: Access): NodeCheck =>
  ({ fields, findings }) => {
    const relation = fields['relation'];
    const location = isFields(relation) ? relation['location'] : undefined;
    findings.refuse('sql-changes-data', `${verb} changes data, also inside WITH.`, location);
    if (isFields(relation)) findings.addRelation(relation, access);
  };

const into: NodeCheck = ({ fields, findings }) => {
  const relation = fields['rel'];
  findings.refuse(
    'sql-select-into',
    'SELECT INTO creates a table.',
    isFields(relation) ? relation['location'] : undefined,
  );
  if (isFields(relation)) findings.addRelation(relation, 'write');
};

const lock: NodeCheck = ({ findings }) => {
  const message = 'FOR UPDATE and its kin lock rows, which blocks writers.';
  findings.refuse('sql-row-lock', message);
  findings.addEffect({ kind: 'write', target: { type: 'none', name: 'row locks' }, why: message });
};

/** What is checked at a node beyond its shape. */
export const NODE_CHECKS: ReadonlyMap<string, NodeCheck> = new Map(
  Object.entries({
    InsertStmt: changes('INSERT', 'write'),
    UpdateStmt: changes('UPDATE', 'write'),
    DeleteStmt: changes('DELETE', 'delete'),
    MergeStmt: changes('MERGE', 'write'),
    IntoClause: into,
    LockingClause: lock,
    ExplainStmt: checkExplain,
    VariableShowStmt: checkShow,
    SelectStmt: checkSettingsQuery,
    RangeVar: checkRelation,
    RangeFunction: checkFunctionInFrom,
    RangeSubselect: noteRowAlias,
    JoinExpr: noteRowAlias,
    JsonTable: noteRowAlias,
    RangeTableSample: checkSampling,
    FuncCall: checkFunctionCall,
    ColumnRef: checkColumn,
    A_Indirection: checkFieldSelection,
    A_Expr: checkExpression,
    SubLink: checkSubLink,
    SortBy: checkSortOperator,
    TypeName: checkType,
  }),
);
