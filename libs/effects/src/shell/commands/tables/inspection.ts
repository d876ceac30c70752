import { exactText } from '../../words/argument.js';
import type { CommandTable, CommandTables, ParsedArguments } from '../command-table.js';

/** `@name` makes these programs read more arguments from a file. */
const BINARIES: Pick<CommandTable, 'operands' | 'check' | 'minOperands'> = {
  operands: 'paths',
  check: ({ operands }) => {
    const known = operands.every(({ candidates }) => candidates?.every(({ text }) => !/^[@*?[]/.test(text)));
    return known ? undefined : '@ could name a file with more arguments.';
  },
};

function pagingRefusal({ options }: ParsedArguments): string | undefined {
  const paging = options.filter(({ name }) => name === '--paging');
  return paging.every(({ value }) => exactText(value) === 'never') ? undefined : 'bat could start a pager.';
}

/** yq programs can load files, read the environment and, if allowed, run programs. */
function yqRefusal({ operands: [program] }: ParsedArguments): string | undefined {
  const text = exactText(program);
  const plain = text !== undefined && !/\b(?:\w*load\w*|system|eval|env|strenv|envsubst|split_doc)\b/.test(text);
  return plain ? undefined : 'The program could do more than read its input.';
}

const EZA: CommandTable = {
  options:
    '-1 -a -A -d -D -f -F -g -G -h -H -i -l -m -n -r -R -s: -S -t: -T -u -U -x -X -L: -I: --all --long --tree --level: --git --icons? --color? --sort: --reverse --group-directories-first --only-dirs --header --no-user --no-time --git-ignore --ignore-glob:',
  operands: 'paths',
  readsDirectory: true,
  metadata: true,
};

/** Commands that look into programs, documents and the state of the shell. */
export const inspectionCommands: CommandTables = {
  nm: {
    ...BINARIES,
    options:
      '-A -a -C -D -g -l -n -p -P -r -S -u --demangle? --dynamic --extern-only --undefined-only --defined-only --print-size --size-sort',
  },
  size: { ...BINARIES, options: '-A -B -d -o -x -t' },
  readelf: {
    ...BINARIES,
    options:
      '-a -h -l -S -g -t -e -s -n -r -u -d -V -A -I -W -C --all --file-header --program-headers --section-headers --symbols --dyn-syms --notes --relocs --dynamic --version-info --wide --headers',
  },
  bat: {
    options:
      '-p -n -A -l: -r: --plain --number --show-all --language: --line-range: --style: --color: --paging: --wrap: --decorations: --tabs: --theme:',
    operands: 'paths',
    check: pagingRefusal,
  },
  eza: EZA,
  exa: EZA,
  yq: {
    options:
      '-r -P -C -M -j -e -o: -p: --prettyPrint --output-format: --input-format: --unwrapScalar --exit-status --colors --no-colors',
    operands: 'text-then-paths',
    check: yqRefusal,
  },
  iconv: {
    options: '-f: -t: -c -l --from-code: --to-code: --list',
    operands: 'paths',
    dangers: { '-o': 'write', '--output': 'write' },
  },
  bc: { options: '-l -q -s --mathlib --quiet --standard', operands: 'none' },
  pr: { options: '-# -d -F -f -J -m -r -t -T -h: -l: -o: -w: -W: -n? -s? -e?', operands: 'paths' },
  pmap: { options: '-x -d -q -p', operands: 'text', operandPattern: /^\d+$/ },
  ipcs: { options: '-a -q -m -s -t -p -c -l -u', operands: 'none' },
  iostat: { options: '-c -d -h -k -m -N -t -x -y -z -p?', operands: 'text', operandPattern: /^[\w-]+$/ },
  mpstat: { options: '-A -u -I: -P:', operands: 'text', operandPattern: /^\d+$/ },
  arp: { options: '-a -e -n -v', operands: 'none' },
  route: { options: '-n -e -ee -v', operands: 'none' },
  stty: { options: '-a', operands: 'none' },
  ulimit: { options: '-a -S -H -n -u -c -f -s -v', operands: 'none' },
  alias: { options: '-p', operands: 'none' },
  jobs: { options: '-l -p', operands: 'none' },
  history: { operands: 'none' },
  times: { operands: 'none' },
  dirs: { options: '-l -p -v', operands: 'none' },
};
