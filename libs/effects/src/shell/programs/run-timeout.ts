import type { Call } from '../commands/call.js';
import { parseArguments } from '../commands/parse-arguments.js';
import { refuseCall } from '../commands/refuse-call.js';
import { exactText } from '../words/argument.js';
import type { Origin } from '../words/argument.js';

const RULES = {
  options: '-v -f -p --verbose --foreground --preserve-status -k: -s: --kill-after: --signal:',
  strictOrder: true,
};
const DURATION = /^\d+(?:\.\d+)?[smhd]?$/;

function refuse(call: Call, code: string, message: string): Origin {
  refuseCall(call, { code, message, kind: 'exec' });
  return 'computed';
}

/** Analyses `timeout`: the program that it starts, with the input that it was given. */
export function runTimeout(call: Call): Origin {
  const result = parseArguments(call.args, RULES);
  if (!result.ok) return refuse(call, 'unknown-option', `timeout ${result.refusal.option} is not known.`);
  const [duration, program, ...args] = result.rest;
  const name = program && exactText(program);
  if (!DURATION.test(exactText(duration) ?? '')) return refuse(call, 'option-value', 'The duration is not known.');
  if (!name || name === 'timeout') return refuse(call, 'command-name', 'The program timeout starts is not known.');
  return call.run({ ...call, name, args });
}
