import type { Call } from '../commands/call.js';
import { parseArguments } from '../commands/parse-arguments.js';
import { refuseCall } from '../commands/refuse-call.js';
import { exactText } from '../words/argument.js';
import type { Argument, Origin } from '../words/argument.js';

const RULES = {
  options:
    '-0 -r -t -x -n: -L: -P: -d: -s: -I: -E: --null --no-run-if-empty --verbose --exit --max-args: --max-lines: --max-procs: --delimiter: --max-chars: --replace:',
  strictOrder: true,
};

/** The words xargs adds: anything its input holds, so a program may take them for options. */
function addedArgument(call: Call): Argument {
  const { frame, at } = call;
  const source = '(input of xargs)';
  return {
    fields: 'some',
    dashSafe: false,
    origin: frame.input,
    outlines: ['', '*'],
    source,
    start: at.start,
    end: at.end,
  };
}

function replaceIn(argument: Argument, token: string, call: Call): Argument {
  const text = exactText(argument);
  const at = text?.indexOf(token) ?? -1;
  if (text === undefined || at === -1) return argument;
  const outlines = [text.replaceAll(token, ''), text.replaceAll(token, '*')];
  const dashSafe = at > 0 && !text.startsWith('-');
  return {
    ...argument,
    candidates: undefined,
    fields: 'one',
    dashSafe,
    origin: call.frame.input,
    outlines,
  } as Argument;
}

/** Analyses `xargs`: the program it starts, with what it adds to its arguments. */
export function runXargs(call: Call): Origin {
  const result = parseArguments(call.args, RULES);
  if (!result.ok) {
    const { option, argument } = result.refusal;
    refuseCall(call, { code: 'unknown-option', message: `xargs ${option} is not known.`, kind: 'exec', at: argument });
    return 'computed';
  }
  const { options } = result.parsed;
  const [program, ...args] = result.rest;
  const name = program === undefined ? 'echo' : exactText(program);
  if (name === undefined || name === 'xargs') {
    refuseCall(call, { code: 'command-name', message: 'The program xargs starts is not known.', kind: 'exec' });
    return 'computed';
  }
  const replaced = options.find((option) => option.name === '-I' || option.name === '--replace');
  const token = replaced && exactText(replaced.value);
  if (replaced && !token) {
    refuseCall(call, { code: 'command-name', message: 'What xargs replaces is not known.', kind: 'exec' });
    return 'computed';
  }
  if (token !== undefined && name.includes(token)) {
    refuseCall(call, { code: 'command-name', message: 'The input names the program.', kind: 'exec' });
    return 'computed';
  }
  const passed =
    token === undefined ? [...args, addedArgument(call)] : args.map((argument) => replaceIn(argument, token, call));
  return call.run({ ...call, name, args: passed, frame: { ...call.frame, input: 'computed' } });
}
