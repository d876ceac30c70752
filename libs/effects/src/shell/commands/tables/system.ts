import { exactText } from '../../words/argument.js';
import type { CommandTable, CommandTables, ParsedArguments } from '../command-table.js';
import { ps } from './processes.js';

const PLAIN: CommandTable = { operands: 'none' };
const WORDS = /^[\w.:/@+,-]+$/;

const USER_DATABASES = new Set(['passwd', 'group', 'services', 'protocols', 'rpc']);

/** Numbers or tokens, if only these options are used and, where some are named, one of those. */
function prints(
  kind: 'token' | 'number',
  { options: allowed, needs }: { options: string; needs?: readonly string[] },
): CommandTable['prints'] {
  const names = new Set(allowed.split(' '));
  return ({ options }) => {
    const known = options.every(({ name }) => names.has(name));
    return known && (!needs || options.some(({ name }) => needs.includes(name))) ? kind : undefined;
  };
}

/** A date in numbers and the names of the C locale; a format that begins otherwise could begin with a dash. */
function datePrints({ operands }: ParsedArguments): 'token' | 'number' | undefined {
  const format = exactText(operands[0]) ?? '';
  if (format === '+%s') return 'number';
  return /^\+%[FTYymdHMSjuUV](?:%[FTYymdHMSjuUV]|[\w:.,-])*$/.test(format) ? 'token' : undefined;
}

function databaseRefusal({ operands }: ParsedArguments): string | undefined {
  return USER_DATABASES.has(exactText(operands[0]) ?? '') ? undefined : 'This database may be asked over the network.';
}

/** Commands that show the machine, its users and its processes. */
export const systemCommands: CommandTables = {
  ps,
  top: { options: '-b -c -H -i -n: -o: -p: -u: -U: -d: -w?', operands: 'none', requires: ['-b'] },
  pgrep: {
    options:
      '-a -c -f -i -l -n -o -v -w -x -d: -g: -G: -P: -s: -t: -u: -U: --full --list-name --list-full --newest --oldest --exact --count --parent: --euid: --ignore-case',
    operands: 'text',
    prints: prints('number', {
      options: '-c -f -i -n -o -v -x -g -G -P -s -t -u -U --full --newest --oldest --exact --count',
    }),
  },
  pidof: { options: '-s -x -o:', operands: 'text', operandPattern: WORDS, prints: () => 'number' },
  pstree: { options: '-a -c -g -h -l -n -p -s -t -u -A -U -T', operands: 'text', operandPattern: WORDS },
  whoami: { ...PLAIN, prints: () => 'token' },
  id: {
    options: '-u -g -G -n -r -z -a --user --group --groups --name --real --zero',
    operands: 'text',
    operandPattern: WORDS,
    prints: prints('number', { options: '-u -g -r --user --group --real', needs: ['-u', '-g', '--user', '--group'] }),
  },
  groups: { operands: 'text', operandPattern: WORDS },
  who: { options: '-a -b -d -H -l -m -p -q -r -s -t -T -u -w --all --boot --count --heading', operands: 'none' },
  w: { options: '-h -s -f -i -u', operands: 'text', operandPattern: WORDS },
  users: PLAIN,
  last: { options: '-# -a -d -F -i -w -x -R -n: -s: -t: -p:', operands: 'text', operandPattern: WORDS },
  tty: { options: '-s', operands: 'none' },
  uptime: { options: '-p -s --pretty --since', operands: 'none' },
  uname: {
    options:
      '-a -s -n -r -v -m -p -i -o --all --kernel-name --nodename --kernel-release --kernel-version --machine --processor --operating-system',
    operands: 'none',
  },
  arch: PLAIN,
  nproc: { options: '--all --ignore:', operands: 'none', prints: () => 'number' },
  hostname: {
    options: '-f -s -i -I -A -d -y --fqdn --long --short --ip-address --all-ip-addresses --all-fqdns --domain',
    operands: 'none',
    prints: ({ options }) => (options.every(({ name }) => /^-[fsd]$/.test(name)) ? 'token' : undefined),
    dangers: { '-F': 'write', '--file': 'write', '-b': 'write' },
  },
  date: {
    options: '-u -R -d: -I? -r@ --date: --utc --universal --iso-8601? --rfc-3339: --rfc-email --reference@',
    operands: 'text',
    operandPattern: /^\+/,
    maxOperands: 1,
    prints: datePrints,
    dangers: { '-s': 'write', '--set': 'write' },
  },
  free: {
    options: '-b -k -m -g -h -l -t -v -w -s: -c: --bytes --kibi --mebi --gibi --human --si --total --wide --lohi',
    operands: 'none',
  },
  vmstat: { options: '-a -d -D -f -m -n -s -t -w -S:', operands: 'text', operandPattern: /^\d+$/ },
  lscpu: {
    options: '-a -b -c -e? -p? -J -x -y --all --online --offline --extended? --parse? --json --hex',
    operands: 'none',
  },
  lsblk: {
    options:
      '-a -b -d -f -i -J -l -m -n -O -p -P -r -s -S -t -o: -e: -I: -x: --all --bytes --nodeps --fs --json --list --perms --noheadings --output: --output-all --paths --pairs --raw --topology',
    operands: 'paths',
    metadata: true,
  },
  lsmod: PLAIN,
  lspci: { options: '-v -n -k -t -m -D -b', operands: 'none' },
  lsusb: { options: '-v -t', operands: 'none' },
  getconf: { options: '-a', operands: 'text', operandPattern: /^[A-Z_0-9/]+$/ },
  getent: { operands: 'text', operandPattern: WORDS, minOperands: 1, check: databaseRefusal },
  env: { options: '-0 --null', operands: 'none' },
  printenv: { options: '-0 --null', operands: 'text', operandPattern: /^\w+$/ },
  locale: { options: '-a -c -k -m', operands: 'text', operandPattern: WORDS },
  lsb_release: {
    options: '-a -c -d -i -r -s -v --all --short --description --release --codename --id',
    operands: 'none',
  },
  hostnamectl: { options: '--static --pretty --json:', operands: 'text', operandPattern: /^status$/ },
  timedatectl: { options: '--no-pager', operands: 'text', operandPattern: /^(?:status|show|list-timezones)$/ },
  sysctl: {
    options: '-a -n -e -N --all --values --names',
    operands: 'text',
    operandPattern: /^[a-z]\w*(?:[./][\w-]+)+$/,
    dangers: { '-w': 'write', '-p': 'write', '--write': 'write', '--load': 'write', '--system': 'write' },
  },
  dmesg: {
    options:
      '-T -w -k -u -x -t -d -e -r -l: -f: --ctime --follow --kernel --userspace --decode --notime --level: --facility: --color? --nopager --time-format:',
    operands: 'none',
    dangers: { '-C': 'delete', '-c': 'delete', '--clear': 'delete', '--read-clear': 'delete' },
  },
  mount: { options: '-l', operands: 'none' },
  findmnt: {
    options: '-a -D -J -l -n -o: -r -s -t: -T: -u --json --list --df',
    operands: 'text',
    operandPattern: WORDS,
  },
  swapon: {
    options: '-s --show? --summary --bytes --noheadings --raw',
    operands: 'none',
    requires: ['-s', '--show', '--summary'],
  },
  crontab: {
    options: '-l -u:',
    operands: 'none',
    requires: ['-l'],
    dangers: { '-r': 'delete', '-e': 'write', '-i': 'delete' },
  },
  umask: { options: '-S', operands: 'none' },
  dpkg: {
    options: '-l -L: -s: -S: --list --listfiles: --status: --search: --print-architecture --get-selections',
    operands: 'text',
    operandPattern: WORDS,
    requires: [
      '-l',
      '-L',
      '-s',
      '-S',
      '--list',
      '--listfiles',
      '--status',
      '--search',
      '--print-architecture',
      '--get-selections',
    ],
  },
  'dpkg-query': {
    options: '-l -L: -s: -S: -W -f: --list --show --showformat: --listfiles: --status: --search:',
    operands: 'text',
    operandPattern: WORDS,
  },
  rpm: {
    options: '-q -a -i -l -c -d -R --query --all --info --list --requires --provides --changelog --last',
    operands: 'text',
    operandPattern: WORDS,
    requires: ['-q', '--query'],
  },
  journalctl: {
    options:
      '-# -a -e -f -k -l -q -r -x -b? -u: -n: -p: -S: -U: -o: -t: -g: -F: --all --follow --dmesg --full --quiet --reverse --catalog --boot? --unit: --user-unit: --since: --until: --lines: --output: --priority: --grep: --identifier: --no-pager --no-hostname --no-full --no-tail --utc --list-boots --disk-usage --system --user --fields --field: --output-fields: --case-sensitive?',
    operands: 'text',
    operandPattern: /^[\w.:/@=+-]+$/,
    dangers: {
      '--vacuum-size': 'delete',
      '--vacuum-time': 'delete',
      '--vacuum-files': 'delete',
      '--rotate': 'write',
      '--flush': 'write',
      '--sync': 'write',
    },
  },
};
