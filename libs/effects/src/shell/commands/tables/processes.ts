import { exactText, isBareOutput } from '../../words/argument.js';
import type { CommandTable, ParsedArguments } from '../command-table.js';

/** Options of ps whose value only says which processes are shown. */
const SELECTS = new Set(['-p', '-u', '-U', '-C', '-G', '-g', '-s', '-t', '-q', '--pid', '--ppid', '--user', '--group']);

/** Columns of ps that show the environment of other processes. */
function environRefusal({ options, operands }: ParsedArguments): string | undefined {
  const columns = options.flatMap(({ name, value }) => (SELECTS.has(name) || !value ? [] : [value]));
  const words = [...operands, ...columns]
    .filter((argument) => !isBareOutput(argument) || argument.origin !== 'number')
    .map((argument) => exactText(argument) ?? 'environ');
  return words.some((word) => /environ/i.test(word))
    ? 'The environment of other processes is not an ordinary read.'
    : undefined;
}

/** `ps`, in the style of Unix and of BSD. */
export const ps: CommandTable = {
  options:
    '-e -A -a -d -f -F -l -L -j -y -M -H -w -T -Z -c -x -N -u: -U: -p: -C: -G: -g: -o: -O: -s: -t: -q: --forest --no-headers --headers --sort: --format: --pid: --ppid: --user: --User: --group: --Group: --tty: --cols: --columns: --width: --rows: --deselect --sid:',
  operands: 'text',
  operandPattern: /^(?:[acfghjklLmnNorsStTuUvwxX]+|[a-z_%]+(?:[,=:][\w%]+)+|\d+(?:,\d+)*)$/,
  harmless: true,
  check: environRefusal,
};
