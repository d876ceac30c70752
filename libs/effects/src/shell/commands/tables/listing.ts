import type { CommandTables } from '../command-table.js';

const NAME = /^[\w.+-]+$/;

/** Commands that show names, sizes and other facts about files. */
export const listingCommands: CommandTables = {
  ls: {
    options:
      '-a -A -b -B -c -C -d -f -F -g -G -h -H -i -k -l -L -m -n -N -o -p -q -Q -r -R -s -S -t -u -U -v -x -X -Z -1 -T: -w: -I: --all --almost-all --author --escape --block-size: --ignore-backups --color? --directory --classify? --file-type --format: --full-time --no-group --group-directories-first --human-readable --si --dereference --hide: --hyperlink? --indicator-style: --inode --ignore: --kibibytes --literal --quote-name --quoting-style: --reverse --recursive --size --sort: --time: --time-style: --tabsize: --width: --context --zero --numeric-uid-gid',
    operands: 'paths',
    harmless: true,
    readsDirectory: true,
    metadata: true,
    output: 'names',
    outputOptions: '-1 -a -A -t -r -S -R --all --almost-all',
  },
  stat: {
    options: '-L -f -t -c: --format: --printf: --dereference --file-system --terse',
    operands: 'paths',
    harmless: true,
    metadata: true,
  },
  du: {
    options:
      '-a -b -c -D -h -H -k -L -l -m -P -s -S -x -0 -d: -t: -B: -X@ --all --apparent-size --block-size: --bytes --total --max-depth: --human-readable --summarize --exclude: --exclude-from@ --one-file-system --threshold: --time? --time-style: --si --inodes --separate-dirs --null',
    operands: 'paths',
    harmless: true,
    readsDirectory: true,
    metadata: true,
  },
  df: {
    options:
      '-a -h -H -i -k -l -P -T -B: -t: -x: --all --block-size: --human-readable --si --inodes --local --portability --print-type --output? --total --type: --exclude-type:',
    operands: 'paths',
    harmless: true,
    metadata: true,
  },
  tree: {
    options:
      '-a -d -f -i -l -x -s -h -u -g -p -D -F -r -t -c -U -n -C -A -S -J -X -q -N -Q -v -L: -P: -I: --dirsfirst --filesfirst --noreport --du --prune --inodes --device --gitignore --si --ignore-case --matchdirs --nolinks',
    operands: 'paths',
    readsDirectory: true,
    metadata: true,
    dangers: { '-o': 'write', '-R': 'write' },
  },
  readlink: {
    options:
      '-f -e -m -n -q -s -v -z --canonicalize --canonicalize-existing --canonicalize-missing --no-newline --quiet --silent --verbose --zero',
    operands: 'paths',
    harmless: true,
    metadata: true,
    output: 'names',
    outputOptions: '-f -e -m --canonicalize --canonicalize-existing --canonicalize-missing',
  },
  realpath: {
    options:
      '-e -m -L -P -q -s -z --relative-to: --relative-base: --canonicalize-existing --canonicalize-missing --logical --physical --quiet --strip --no-symlinks --zero',
    operands: 'paths',
    harmless: true,
    metadata: true,
    output: 'names',
    outputOptions: '-e -m -L -P -q -s',
  },
  pwd: {
    options: '-L -P',
    operands: 'none',
    readsDirectory: true,
    metadata: true,
    output: 'names',
    outputOptions: '-L -P',
  },
  file: {
    options:
      '-b -i -h -L -k -N -r -0 -F: --brief --mime --mime-type --mime-encoding --dereference --no-dereference --keep-going --no-pad --extension',
    operands: 'paths',
    dangers: { '-C': 'write', '--compile': 'write', '-p': 'write' },
  },
  basename: { options: '-a -z -s: --multiple --suffix: --zero', operands: 'text', harmless: true },
  dirname: { options: '-z --zero', operands: 'text', harmless: true },
  which: { options: '-a --all', operands: 'text', operandPattern: NAME, output: 'names' },
  whereis: { options: '-b -m -s', operands: 'text', operandPattern: NAME },
  command: { options: '-v -V', operands: 'text', operandPattern: NAME, requires: ['-v', '-V'], output: 'names' },
  type: { options: '-a -f -p -P -t', operands: 'text', operandPattern: NAME },
  namei: { options: '-l -m -o -v -x', operands: 'paths', harmless: true, metadata: true },
  lsattr: { options: '-a -d -l -R -p -v', operands: 'paths', readsDirectory: true, metadata: true },
  getfacl: {
    options: '-a -d -c -e -E -s -R -L -P -t -p -n --absolute-names --numeric --recursive --omit-header',
    operands: 'paths',
    metadata: true,
  },
  fd: {
    options:
      '-H -I -u -s -i -g -F -a -L -p -0 -1 -d: -t: -e: -E: -S: --hidden --no-ignore --unrestricted --case-sensitive --ignore-case --glob --fixed-strings --absolute-path --follow --full-path --print0 --max-depth: --min-depth: --type: --extension: --exclude: --size: --changed-within: --changed-before: --max-results: --color: --no-ignore-vcs',
    operands: 'text-then-paths',
    readsDirectory: true,
    metadata: true,
    output: 'names',
    outputOptions: '-0 -H -I -a -d -t -e -E --hidden --type --extension --exclude --max-depth',
    dangers: { '-x': 'exec', '-X': 'exec', '--exec': 'exec', '--exec-batch': 'exec', '-l': 'exec' },
  },
};
