import { BUILT_IN_TYPES } from './built-in-types.js';
import { builtInName } from './built-in-name.js';
import type { NodeCheck } from './node-check.js';
import { stringList } from './tree-node.js';

/** A cast runs the input function of its type, so only built-in types are proven. */
export const checkType: NodeCheck = ({ fields, findings }) => {
  if (BUILT_IN_TYPES.has(builtInName(fields['names']) ?? '')) return;
  findings.refuse(
    'sql-type',
    `The type ${stringList(fields['names']).join('.')} is not built in; a cast to it may run code.`,
    fields['location'],
  );
};
