import { exactText } from '../../words/argument.js';
import type { Argument } from '../../words/argument.js';
import type { CommandTables, ParsedArguments } from '../command-table.js';

const DIGEST = {
  options:
    '-b -c -t -z -w -a: -l: --binary --check --text --tag --zero --ignore-missing --quiet --status --strict --warn --algorithm: --length:',
  operands: 'paths',
  harmless: true,
} as const;

/** A jq program can name further files to load. */
function moduleRefusal({ operands: [program] }: ParsedArguments): string | undefined {
  const text = exactText(program);
  const unknown = program !== undefined && text === undefined && program.origin !== 'environment';
  return unknown || /\b(?:import|include)\b/.test(text ?? '') ? 'The program could load other files.' : undefined;
}

const isResponseFile = ({ candidates }: Argument): boolean =>
  !candidates || candidates.some(({ text }) => /^[@*?[]/.test(text));

/** Commands that print files or standard input, whole, in part or changed on the way. */
export const textCommands: CommandTables = {
  cat: {
    options:
      '-A -b -e -E -n -s -t -T -u -v --show-all --number-nonblank --show-ends --number --squeeze-blank --show-tabs --show-nonprinting',
    operands: 'paths',
    harmless: true,
  },
  less: { options: '-S -R -N -F -X -i -I -n', operands: 'none' },
  tac: { options: '-b -r -s: --before --regex --separator:', operands: 'paths', harmless: true },
  rev: { operands: 'paths', harmless: true },
  head: {
    options: '-# -n: -c: -q -v -z --lines: --bytes: --quiet --silent --verbose --zero-terminated',
    operands: 'paths',
    harmless: true,
    output: 'filter',
    outputOptions: '-# -n --lines',
  },
  tail: {
    options:
      '-# -n: -c: -s: -f -F -q -v -z -r --lines: --bytes: --follow? --pid: --retry --sleep-interval: --quiet --silent --verbose --zero-terminated',
    operands: 'paths',
    harmless: true,
    output: 'filter',
    outputOptions: '-# -n --lines',
  },
  wc: {
    options: '-c -m -l -L -w --bytes --chars --lines --max-line-length --words --total:',
    operands: 'paths',
    harmless: true,
    prints: ({ operands }) => (operands.length === 0 ? 'number' : undefined),
  },
  nl: {
    options:
      '-b: -d: -f: -h: -i: -l: -n: -s: -v: -w: -p --body-numbering: --number-format: --number-separator: --number-width: --starting-line-number:',
    operands: 'paths',
    harmless: true,
  },
  cut: {
    options:
      '-b: -c: -d: -f: -n -s -z --bytes: --characters: --delimiter: --fields: --complement --only-delimited --output-delimiter: --zero-terminated',
    operands: 'paths',
    harmless: true,
  },
  tr: {
    options: '-c -C -d -s -t --complement --delete --squeeze-repeats --truncate-set1',
    operands: 'text',
    harmless: true,
  },
  sort: {
    options:
      '-b -d -f -g -h -i -M -n -r -R -V -s -u -z -c -C -m -k: -t: --key: --field-separator: --numeric-sort --reverse --unique --ignore-case --human-numeric-sort --version-sort --check? --stable --zero-terminated --sort: --merge --random-sort --month-sort --general-numeric-sort --ignore-leading-blanks --dictionary-order',
    operands: 'paths',
    output: 'filter',
    outputOptions: '-f -n -r -u -V --reverse --unique --numeric-sort',
    dangers: { '-o': 'write', '--output': 'write', '-T': 'write', '--compress-program': 'exec' },
  },
  uniq: {
    options:
      '-c -d -D -u -i -z -f: -s: -w: --count --repeated --unique --ignore-case --skip-fields: --skip-chars: --check-chars: --all-repeated? --group? --zero-terminated',
    operands: 'paths',
    maxOperands: 1,
    output: 'filter',
    outputOptions: '-d -u -i',
  },
  shuf: {
    options: '-e -r -z -n: -i: --echo --repeat --zero-terminated --head-count: --input-range:',
    operands: 'paths',
    dangers: { '-o': 'write', '--output': 'write' },
  },
  comm: {
    options: '-1 -2 -3 -z --check-order --nocheck-order --output-delimiter: --total --zero-terminated',
    operands: 'paths',
    harmless: true,
  },
  cmp: {
    options: '-b -l -s -i: -n: --print-bytes --verbose --quiet --silent --ignore-initial: --bytes:',
    operands: 'paths',
    harmless: true,
  },
  diff: {
    options:
      '-# -a -b -B -c -d -e -E -H -i -n -N -p -q -r -s -t -T -u -w -y -Z -C: -F: -I: -L: -S: -U: -W: -x: -X@ --brief --color? --context? --unified? --exclude: --exclude-from@ --ignore-all-space --ignore-blank-lines --ignore-case --ignore-space-change --ignore-trailing-space --ignore-tab-expansion --ignore-matching-lines: --new-file --recursive --report-identical-files --side-by-side --suppress-common-lines --left-column --text --width: --to-file@ --label: --minimal --no-dereference --normal --strip-trailing-cr --show-c-function --tabsize: --expand-tabs --ed --rcs',
    operands: 'paths',
    harmless: true,
  },
  paste: { options: '-s -z -d: --serial --delimiters: --zero-terminated', operands: 'paths', harmless: true },
  join: {
    options:
      '-i -z -a: -e: -j: -o: -t: -v: -1: -2: --ignore-case --header --check-order --nocheck-order --zero-terminated',
    operands: 'paths',
    harmless: true,
  },
  expand: { options: '-i -t: --initial --tabs:', operands: 'paths', harmless: true },
  unexpand: { options: '-a -t: --all --first-only --tabs:', operands: 'paths', harmless: true },
  fold: { options: '-b -c -s -w: -# --bytes --characters --spaces --width:', operands: 'paths', harmless: true },
  fmt: {
    options: '-c -s -t -u -w: -p: -g: -# --crown-margin --split-only --uniform-spacing --width: --prefix: --goal:',
    operands: 'paths',
    harmless: true,
  },
  column: {
    options:
      '-t -n -x -e -L -J -s: -o: -c: -N: -R: -T: -H: -E: -W: -O: --table --separator: --output-separator: --output-width: --table-columns: --table-right: --table-truncate: --table-hide: --table-name: --table-wrap: --json --fillrows --keep-empty-lines',
    operands: 'paths',
    harmless: true,
  },
  od: {
    options:
      '-a -b -c -d -f -h -i -l -o -s -v -x -A: -j: -N: -t: -w? --address-radix: --skip-bytes: --read-bytes: --format: --output-duplicates --width?',
    operands: 'paths',
    harmless: true,
  },
  hexdump: {
    options: '-b -c -C -d -o -x -v -n: -s: -e: --canonical --length: --skip: --no-squeezing',
    operands: 'paths',
    harmless: true,
  },
  xxd: {
    options: '-a -b -e -i -p -ps -plain -u -c: -cols: -g: -l: -len: -s: -seek: -o:',
    wordOptions: true,
    operands: 'paths',
    maxOperands: 1,
    dangers: { '-r': 'write', '-revert': 'write' },
  },
  strings: {
    options:
      '-# -a -f -o -w -n: -t: -e: --all --print-file-name --bytes: --radix: --encoding: --include-all-whitespace',
    operands: 'paths',
    check: ({ operands }) => (operands.some(isResponseFile) ? '@ names a file with more arguments.' : undefined),
  },
  base64: { options: '-d -i -w: --decode --ignore-garbage --wrap:', operands: 'paths' },
  base32: { options: '-d -i -w: --decode --ignore-garbage --wrap:', operands: 'paths' },
  md5sum: DIGEST,
  sha1sum: DIGEST,
  sha224sum: DIGEST,
  sha256sum: DIGEST,
  sha384sum: DIGEST,
  sha512sum: DIGEST,
  b2sum: DIGEST,
  cksum: DIGEST,
  sum: { options: '-r -s --sysv', operands: 'paths', harmless: true },
  zcat: { operands: 'paths' },
  bzcat: { operands: 'paths' },
  xzcat: { operands: 'paths' },
  zstdcat: { operands: 'paths' },
  jq: {
    options:
      '-r -c -n -s -S -e -M -C -a -j -R --raw-output --compact-output --null-input --slurp --sort-keys --exit-status --monochrome-output --color-output --ascii-output --join-output --raw-input --tab --indent: --stream --seq --arg:: --argjson:: --slurpfile:@ --rawfile:@',
    operands: 'text-then-paths',
    harmless: true,
    check: moduleRefusal,
  },
};
