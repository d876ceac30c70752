import type { Call } from '../commands/call.js';
import { refuseCall } from '../commands/refuse-call.js';
import { reportPath } from '../paths/report-path.js';
import { isSpecialPath } from '../paths/special-path.js';
import { literalArgument } from '../words/argument.js';
import type { Origin } from '../words/argument.js';
import { readFindExpression } from './find-expression.js';

/** Analyses `find`: where it looks, and that its expression only looks. */
export function runFind(call: Call): Origin {
  const before = call.findings.pathCount;
  const reading = readFindExpression(call.args);
  if (!reading.ok) {
    const message = `find ${reading.at.source} is not known to read only.`;
    refuseCall(call, { code: 'not-a-read', message, at: reading.at, ...(reading.kind ? { kind: reading.kind } : {}) });
    return 'computed';
  }
  const here = {
    fields: 'one' as const,
    dashSafe: true,
    origin: 'known' as const,
    outlines: [],
    source: '.',
    ...call.at,
  };
  const roots = reading.roots.length > 0 ? reading.roots : [literalArgument('.', here)];
  for (const root of roots) reportPath(call, root, { access: 'read', metadata: true });
  const known = roots.every((root) => root.origin !== 'computed');
  const ordinary = call.findings.pathsSince(before).every(({ path }) => path !== '/' && !isSpecialPath(path));
  return known && ordinary && !reading.printsText ? 'listed' : 'computed';
}
