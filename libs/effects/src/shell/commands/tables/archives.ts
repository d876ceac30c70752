import { exactText } from '../../words/argument.js';
import type { CommandTable, CommandTables, ParsedArguments } from '../command-table.js';

/** `tar` takes a name with a colon for another machine and starts a remote shell. */
function remoteArchive({ options }: ParsedArguments): string | undefined {
  const archives = options.filter(({ name }) => name === '-f' || name === '--file');
  const local = archives.every(({ value }) => /^[^:]+$/.test(exactText(value) ?? ':'));
  return local ? undefined : 'The archive could be on another machine.';
}

/** With -x the files go to the disk, unless -O prints them. */
function archiveRefusal(parsed: ParsedArguments): string | undefined {
  const names = parsed.options.map(({ name }) => name);
  if (
    names.includes('-x') !== names.includes('-O') ||
    (names.includes('-x') && (names.includes('-t') || names.includes('--list')))
  )
    return 'Files of the archive would be written.';
  return remoteArchive(parsed);
}

const TO_OUTPUT = ['-c', '--stdout'];

/** Programs where the last mode wins: with -d the file would be replaced, unless the output is printed. */
const LAST_MODE: CommandTable = {
  options: '-l -t -v -c -d -k -q --list --test --stdout --decompress',
  operands: 'paths',
  requires: ['-l', '-t', '--list', '--test', ...TO_OUTPUT],
  check: ({ options }) => {
    const unpacks = options.some(({ name }) => name === '-d' || name === '--decompress');
    return unpacks && !options.some(({ name }) => TO_OUTPUT.includes(name))
      ? 'Unpacking replaces the file.'
      : undefined;
  },
};

/** Looking into archives without unpacking them. */
export const archiveCommands: CommandTables = {
  tar: {
    options:
      '-t -x -O -v -z -j -J -f@ --list --verbose --gzip --bzip2 --xz --file@ --zstd --numeric-owner --full-time --wildcards --totals',
    operands: 'text',
    requires: ['-t', '--list', '-O'],
    check: archiveRefusal,
    dangers: {
      '-x': 'write',
      '--extract': 'write',
      '-c': 'write',
      '--create': 'write',
      '-r': 'write',
      '-u': 'write',
      '--delete': 'delete',
      '-I': 'exec',
      '--use-compress-program': 'exec',
      '--checkpoint-action': 'exec',
      '--to-command': 'exec',
      '-F': 'exec',
    },
  },
  unzip: { options: '-l -v -t -q -Z -1', operands: 'paths', requires: ['-l', '-v', '-t', '-Z'], maxOperands: 1 },
  zipinfo: { options: '-1 -2 -s -m -l -v -h -t -z', operands: 'paths', maxOperands: 1 },
  gzip: {
    options: '-l -t -v -c -d -k -q --list --test --stdout --to-stdout --decompress',
    operands: 'paths',
    requires: ['-l', '-t', '-c', '--list', '--test', '--stdout', '--to-stdout'],
  },
  gunzip: {
    options: '-l -t -v -c -k -q --list --test --stdout',
    operands: 'paths',
    requires: ['-l', '-t', '-c', '--list', '--test', '--stdout'],
  },
  xz: LAST_MODE,
  zstd: LAST_MODE,
};
