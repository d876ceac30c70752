import type { Call } from '../commands/call.js';
import type { CommandTable } from '../commands/command-table.js';
import { runTable } from '../commands/run-table.js';
import { exactText, literalArgument } from '../words/argument.js';
import type { Origin } from '../words/argument.js';

/** `tar tvf x` in the old style means `tar -t -v -f x`: letters first, then the value of `f`. */
export function runTar(call: Call, table: CommandTable): Origin {
  const [first, ...rest] = call.args;
  const letters = exactText(first) ?? '';
  if (!first || !/^[A-Za-z]+$/.test(letters)) return runTable(call, table);
  const others = letters.replaceAll('f', '');
  if (letters.length - others.length > 1) return runTable(call, table);
  const dashed = `-${others}${others === letters ? '' : 'f'}`;
  return runTable({ ...call, args: [literalArgument(dashed, first), ...rest] }, table);
}
