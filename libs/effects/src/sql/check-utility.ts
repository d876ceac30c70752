import type { NodeCheck } from './node-check.js';
import { ORDINARY_SETTINGS } from './ordinary-settings.js';
import { asList, unwrapNode } from './tree-node.js';

/** Options of EXPLAIN that only change what is printed. ANALYZE runs the query; SERIALIZE, WAL and TIMING need it. */
const PRINT_OPTIONS: ReadonlySet<string> = new Set([
  'verbose',
  'costs',
  'settings',
  'generic_plan',
  'buffers',
  'memory',
  'summary',
  'format',
]);

export const checkExplain: NodeCheck = ({ fields, findings }) => {
  for (const option of asList(fields['options'])) {
    const node = unwrapNode(option);
    const name = String(node?.fields['defname'] ?? '');
    if (PRINT_OPTIONS.has(name)) continue;
    findings.refuse(
      'sql-explain',
      `EXPLAIN with ${name} is not proven: it may run the query.`,
      node?.fields['location'],
    );
  }
  if (unwrapNode(fields['query'])?.type === 'SelectStmt') return;
  findings.refuse('sql-explain', 'Only EXPLAIN of a query is proven.');
};

export const checkShow: NodeCheck = ({ fields, findings }) => {
  const name = String(fields['name'] ?? '');
  findings.addEffect({ kind: 'read', target: { type: 'none', name: `setting ${name}` }, why: 'SHOW reads a setting.' });
  if (ORDINARY_SETTINGS.has(name.toLowerCase())) return;
  findings.refuse('sql-setting', `The setting ${name} is not one that is known to be harmless.`);
};
