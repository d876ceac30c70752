import { BUILT_IN_OPERATORS } from './built-in-operators.js';
import { builtInName } from './built-in-name.js';
import type { NodeCheck, NodeContext } from './node-check.js';
import { asList, stringList } from './tree-node.js';

/** For these kinds the name is a keyword such as BETWEEN; Postgres builds them from >= and <=. */
const KEYWORD_KINDS: ReadonlySet<unknown> = new Set([
  'AEXPR_BETWEEN',
  'AEXPR_NOT_BETWEEN',
  'AEXPR_BETWEEN_SYM',
  'AEXPR_NOT_BETWEEN_SYM',
]);

const SAMPLING_METHODS: ReadonlySet<string> = new Set(['bernoulli', 'system']);

function checkName({ findings }: NodeContext, operator: unknown, location: unknown): void {
  if (BUILT_IN_OPERATORS.has(builtInName(operator) ?? '')) return;
  const message = `The operator ${stringList(operator).join('.')} is not built in; an operator may run any function.`;
  findings.refuse('sql-operator', message, location);
}

export const checkExpression: NodeCheck = (context) => {
  const { kind, name, location } = context.fields;
  if (!KEYWORD_KINDS.has(kind)) checkName(context, name, location);
};

export const checkSubLink: NodeCheck = (context) => {
  const { operName, location } = context.fields;
  if (operName !== undefined) checkName(context, operName, location);
};

/** `ORDER BY x USING operator`. */
export const checkSortOperator: NodeCheck = (context) => {
  const { useOp, location } = context.fields;
  if (asList(useOp).length > 0) checkName(context, useOp, location);
};

/** TABLESAMPLE calls a function by name. */
export const checkSampling: NodeCheck = ({ fields, findings }) => {
  if (SAMPLING_METHODS.has(builtInName(fields['method']) ?? '')) return;
  findings.refuse(
    'sql-function',
    `The sampling method ${stringList(fields['method']).join('.')} is not built in.`,
    fields['location'],
  );
};
