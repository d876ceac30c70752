import type { Call } from '../commands/call.js';
import { refuseCall } from '../commands/refuse-call.js';
import { reportPath } from '../paths/report-path.js';
import { isSpecialPath } from '../paths/special-path.js';
import { exactText, literalArgument } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';
import { readFindExpression } from './find-expression.js';
import type { StartedByFind } from './find-expression.js';
import { replaceToken, runStarted } from './started-program.js';

/** What find finds: names of files, if it looks in known and ordinary places. */
function foundNames(call: Call, roots: readonly Argument[]): Origin {
  const before = call.findings.pathCount;
  for (const root of roots) reportPath(call, root, { access: 'read', metadata: true });
  const known = roots.every((root) => root.origin !== 'computed');
  const ordinary = call.findings.pathsSince(before).every(({ path }) => path !== '/' && !isSpecialPath(path));
  return known && ordinary ? 'listed' : 'computed';
}

/** The program of an `-exec`: every name it gets begins with a start point, which is no option. */
function runProgram(call: Call, { words, many }: StartedByFind, names: Origin): void {
  const [program, ...args] = words;
  const name = exactText(program);
  const replacement = {
    token: '{}',
    origin: names,
    dashSafe: true,
    fields: many ? ('some' as const) : ('one' as const),
  };
  if (name === undefined || name.includes('{}') || name === 'find' || name === 'xargs')
    refuseCall(call, { code: 'command-name', message: 'The program find starts is not known.', kind: 'exec' });
  else
    runStarted(
      call,
      name,
      args.map((argument) => replaceToken(argument, replacement)),
    );
}

/** Analyses `find`: where it looks, that its expression only looks, and the programs it starts. */
export function runFind(call: Call): Origin {
  const { roots, programs, printsText, unknown } = readFindExpression(call.args);
  const names = foundNames(call, roots.length > 0 ? roots : [literalArgument('.', call.at)]);
  for (const program of programs) runProgram(call, program, names);
  if (!unknown) return printsText ? 'computed' : names;
  const message = `find ${unknown.at.source} is not known to read only.`;
  refuseCall(call, {
    code: 'not-a-read',
    message,
    at: unknown.at,
    ...(unknown.kind ? { kind: unknown.kind } : {}),
  });
  return 'computed';
}
