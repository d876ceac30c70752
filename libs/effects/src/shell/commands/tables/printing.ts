import { exactText } from '../../words/argument.js';
import { isSafeFormat } from '../../programs/printf-format.js';
import type { CommandTables, ParsedArguments } from '../command-table.js';

function printfRefusal({ operands }: ParsedArguments): string | undefined {
  const words = exactText(operands[0]) === '--' ? operands.slice(1) : operands;
  const format = exactText(words[0]);
  if (format === undefined || (words === operands && format.startsWith('-'))) return 'The format is not known.';
  return isSafeFormat(format) ? undefined : 'The format has a conversion that can set a variable.';
}

function seqPrints({ options, operands }: ParsedArguments): 'number' | undefined {
  return options.length === 0 && operands.every((operand) => /^\d+$/.test(exactText(operand) ?? ''))
    ? 'number'
    : undefined;
}

/** Commands that print what they are told to, or nothing at all. */
export const printingCommands: CommandTables = {
  echo: { operands: 'text', freeText: true },
  true: { operands: 'text', freeText: true },
  false: { operands: 'text', freeText: true },
  ':': { operands: 'text', freeText: true },
  printf: { operands: 'text', freeText: true, check: printfRefusal },
  seq: {
    options: '-# -w -f: -s: --equal-width --format: --separator:',
    operands: 'text',
    harmless: true,
    prints: seqPrints,
  },
  expr: { options: '-#', operands: 'text', harmless: true },
  factor: { operands: 'text', harmless: true },
  numfmt: {
    options:
      '-d: -z --from: --to: --suffix: --padding: --format: --field: --delimiter: --header? --grouping --round: --from-unit: --to-unit: --invalid:',
    operands: 'text',
    harmless: true,
  },
  sleep: { operands: 'text', operandPattern: /^\d{1,4}(\.\d+)?[smh]?$/ },
  exit: { operands: 'text', operandPattern: /^\d{1,3}$/, maxOperands: 1 },
  break: { operands: 'text', operandPattern: /^\d$/, maxOperands: 1 },
  continue: { operands: 'text', operandPattern: /^\d$/, maxOperands: 1 },
  tput: { operands: 'text', operandPattern: /^(?:cols|lines|colors)$/, minOperands: 1, maxOperands: 1 },
  cal: { options: '-1 -3 -y -m -s -j', operands: 'text', harmless: true },
};
