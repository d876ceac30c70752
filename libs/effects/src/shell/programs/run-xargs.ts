import type { Call } from '../commands/call.js';
import { parseArguments } from '../commands/parse-arguments.js';
import { refuseCall } from '../commands/refuse-call.js';
import { exactText } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';
import { replaceToken, runStarted } from './started-program.js';

const RULES = {
  options:
    '-0 -r -t -x -n: -L: -P: -d: -s: -I: -E: --null --no-run-if-empty --verbose --exit --max-args: --max-lines: --max-procs: --delimiter: --max-chars: --replace:',
  strictOrder: true,
};

/** The words xargs adds: anything its input holds, so a program may take them for options. */
function addedArgument(call: Call): Argument {
  return {
    candidates: undefined,
    fields: 'some',
    dashSafe: false,
    origin: call.frame.input,
    outlines: ['', '*'],
    source: '(input of xargs)',
    start: call.at.start,
    end: call.at.end,
  };
}

/** The arguments of the program with what xargs adds, or undefined when it is not clear where. */
function passedArguments(
  call: Call,
  args: readonly Argument[],
  token: Argument | undefined,
): readonly Argument[] | undefined {
  if (!token) return [...args, addedArgument(call)];
  const text = exactText(token);
  if (!text) return undefined;
  const replacement = { token: text, origin: call.frame.input, dashSafe: false, fields: 'one' as const };
  return args.map((argument) => replaceToken(argument, replacement));
}

function refuse(call: Call, code: string, message: string): Origin {
  refuseCall(call, { code, message, kind: 'exec' });
  return 'computed';
}

/** Analyses `xargs`: the program it starts, with what it adds to its arguments. */
export function runXargs(call: Call): Origin {
  const result = parseArguments(call.args, RULES);
  if (!result.ok) return refuse(call, 'unknown-option', `xargs ${result.refusal.option} is not known.`);
  const token = result.parsed.options.find(({ name }) => name === '-I' || name === '--replace')?.value;
  const [program, ...args] = result.rest;
  const name = program ? exactText(program) : 'echo';
  const passed = passedArguments(call, args, token);
  if (!passed) return refuse(call, 'option-value', 'What xargs replaces is not known.');
  if (name === undefined || name === 'xargs' || name === 'find' || name.includes(exactText(token) ?? '\n'))
    return refuse(call, 'command-name', 'The program xargs starts is not known.');
  return runStarted(call, name, passed);
}
