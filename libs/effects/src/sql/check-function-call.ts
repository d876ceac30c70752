import { builtInName } from './built-in-name.js';
import { knownFunctionEffect } from './known-function-effects.js';
import type { NodeCheck } from './node-check.js';
import { ORDINARY_SETTINGS } from './ordinary-settings.js';
import { READ_ONLY_FUNCTIONS } from './read-only-functions.js';
import { asList, isFields, stringList, unwrapNode } from './tree-node.js';

/** A call is proven when the function is built in and on the list. Every call is reported. */
export const checkFunctionCall: NodeCheck = ({ fields, findings }) => {
  const full = stringList(fields['funcname']).join('.');
  const name = builtInName(fields['funcname']) ?? '';
  const location = fields['location'];
  findings.functions.add(full);
  if (!READ_ONLY_FUNCTIONS.has(name)) {
    findings.refuse('sql-function', `${full} is not a function that is known to only read.`, location);
    findings.addEffect(knownFunctionEffect(full), location);
  } else if (name === 'current_setting' && !readsOrdinarySetting(fields['args'])) {
    findings.refuse(
      'sql-setting',
      'current_setting is proven for ordinary settings given as a literal only.',
      location,
    );
  }
};

function readsOrdinarySetting(args: unknown): boolean {
  const first = unwrapNode(asList(args)[0]);
  const text = first?.type === 'A_Const' ? first.fields['sval'] : undefined;
  const setting = isFields(text) ? text['sval'] : undefined;
  return typeof setting === 'string' && ORDINARY_SETTINGS.has(setting.toLowerCase());
}
