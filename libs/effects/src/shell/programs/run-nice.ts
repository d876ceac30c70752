import type { Call } from '../commands/call.js';
import { parseArguments } from '../commands/parse-arguments.js';
import { refuseCall } from '../commands/refuse-call.js';
import { exactText } from '../words/argument.js';
import type { Origin } from '../words/argument.js';

const RULES = { options: '-# -n: -c: --adjustment: --class: --classdata:', strictOrder: true };

/** Analyses `nice` and `ionice` in front of a program: only that program counts. */
export function runNice(call: Call): Origin {
  const result = parseArguments(call.args, RULES);
  const [program, ...args] = result.ok ? result.rest : [];
  const name = program && exactText(program);
  if (name && name !== call.name) return call.run({ ...call, name, args });
  refuseCall(call, { code: 'command-name', message: `The program ${call.name} starts is not known.`, kind: 'exec' });
  return 'computed';
}
