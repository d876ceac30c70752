import type { CommandTable, CommandTables } from '../command-table.js';

const GREP: CommandTable = {
  options:
    '-# -E -F -G -P -i -y -v -w -x -c -L -l -o -q -s -b -H -h -n -T -Z -z -a -I -r -R -U -e: -f@ -m: -A: -B: -C: -d: --color? --colour? --count --ignore-case --no-ignore-case --invert-match --word-regexp --line-regexp --files-with-matches --files-without-match --max-count: --only-matching --quiet --silent --no-messages --with-filename --no-filename --line-number --initial-tab --null --after-context: --before-context: --context: --text --binary-files: --directories: --include: --exclude: --exclude-from@ --exclude-dir: --recursive --dereference-recursive --regexp: --file@ --extended-regexp --fixed-strings --basic-regexp --perl-regexp --null-data --line-buffered --byte-offset',
  operands: 'text-then-paths',
  textOptions: ['-e', '-f', '--regexp', '--file'],
  harmless: true,
  readsDirectory: ['-r', '-R', '--recursive', '--dereference-recursive'],
};

const GREP_FILTER = '-E -F -P -i -v -w -x -e --ignore-case --invert-match --extended-regexp --fixed-strings --regexp';
const GREP_NAMES =
  '-Z -l -L -r -R --files-with-matches --files-without-match --recursive --include --exclude --exclude-dir';

/** Commands that search in files. */
export const searchCommands: CommandTables = {
  grep: { ...GREP, output: 'filter', outputOptions: GREP_FILTER, namesWith: ['-l', '-L'], nameOptions: GREP_NAMES },
  egrep: { ...GREP, output: 'filter', outputOptions: GREP_FILTER },
  fgrep: { ...GREP, output: 'filter', outputOptions: GREP_FILTER },
  zgrep: {
    options: '-# -i -v -w -c -l -L -o -h -H -n -s -q -a -x -E -F -P -e: -A: -B: -C: -m:',
    operands: 'text-then-paths',
    textOptions: ['-e'],
    operandPattern: /^(?!.*\$\()[^\n'`]*$/,
    filePatterns: true,
  },
  rg: {
    options:
      '-# -i -v -w -x -c -l -n -N -o -q -s -S -F -P -a -u -U -H -I -L -p -0 -. -e: -f@ -g: -t: -T: -A: -B: -C: -m: -M: -r: -j: -d: -E: --hidden --no-ignore --files --type-list --json --stats --sort: --sortr: --glob: --iglob: --type: --type-not: --ignore-case --smart-case --case-sensitive --fixed-strings --line-number --no-line-number --count --count-matches --files-with-matches --files-without-match --with-filename --no-filename --only-matching --multiline --multiline-dotall --context: --after-context: --before-context: --max-count: --max-depth: --maxdepth: --max-columns: --color: --heading --no-heading --column --trim --vimgrep --word-regexp --line-regexp --invert-match --quiet --follow --null --passthru --pcre2 --text --regexp: --file@ --no-messages --no-config --encoding: --engine: --max-filesize: --one-file-system --no-ignore-vcs --no-ignore-parent --replace: --ignore-file@ --threads: --unrestricted --pretty --byte-offset',
    operands: 'text-then-paths',
    textOptions: ['-e', '-f', '--regexp', '--file', '--files', '--type-list'],
    readsDirectory: true,
    namesWith: ['-l', '--files-with-matches', '--files-without-match', '--files'],
    nameOptions:
      '-0 -l -i -g -t -T --files --hidden --glob --type --files-with-matches --files-without-match --ignore-case',
    dangers: { '--pre': 'exec', '--hostname-bin': 'exec', '-z': 'exec', '--search-zip': 'exec' },
  },
};
