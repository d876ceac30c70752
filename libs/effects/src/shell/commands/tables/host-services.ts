import { exactText } from '../../words/argument.js';
import type { CommandTable, CommandTables, ParsedArguments } from '../command-table.js';

const words = (list: string): RegExp => new RegExp(`^(?:${list.split(' ').join('|')})$`);
/** A command whose first words are all from a list of those that look. */
const looks = (list: string, options = ''): CommandTable => ({
  options: `--no-pager --no-legend ${options}`,
  operands: 'text',
  operandPattern: words(list),
  service: 'system',
});

/** The name of another host would be asked over the network. */
function localRefusal({ options }: ParsedArguments): string | undefined {
  const hosts = options.filter(({ name }) => name === '-h' || name === '--host');
  const databases = options.filter(({ name }) => name === '-d' || name === '--dbname');
  if (!databases.every(({ value }) => /^\w+$/.test(exactText(value) ?? '')))
    return 'The name could be a connection string.';
  return hosts.every(({ value }) =>
    /^(?:localhost|127\.0\.0\.1|::1|\/var\/run\/postgresql)$/.test(exactText(value) ?? ''),
  )
    ? undefined
    : 'Another host is not asked.';
}

/** Commands that show what the services of the machine do. */
export const hostServiceCommands: CommandTables = {
  'systemd-analyze': looks('time blame critical-chain'),
  'systemd-cgls': { options: '--no-pager -l -a', operands: 'none' },
  loginctl: looks('list-sessions list-users list-seats'),
  networkctl: looks('list status', '-a -l'),
  resolvectl: looks('status statistics dns domain'),
  coredumpctl: looks('list', '-r -n: -1'),
  chronyc: {
    options: '-n -v',
    operands: 'text',
    operandPattern: words('tracking sources sourcestats activity'),
    minOperands: 1,
    maxOperands: 1,
  },
  lastlog: { options: '-u: -t: -b:', operands: 'none' },
  chage: { options: '-l', operands: 'text', operandPattern: /^[\w.-]+$/, requires: ['-l'], maxOperands: 1 },
  modinfo: { options: '-a -d -l -p -n -F:', operands: 'text', operandPattern: /^[\w-]+$/ },
  sar: {
    options: '-A -b -B -d -h -H -p -q -r -R -S -u -v -w -W -n: -P: -s: -e:',
    operands: 'text',
    operandPattern: /^(?:\d+|ALL|DEV|EDEV|SOCK|TCP|IP)$/,
  },
  'nvidia-smi': { options: '-L -q --list-gpus --query --query-gpu: --query-compute-apps: --format:', operands: 'none' },
  pg_isready: {
    options: '-h: -p: -d: -U: -t: -q --host: --port: --dbname: --username: --timeout: --quiet',
    operands: 'none',
    check: localRefusal,
  },
  nginx: { options: '-V', operands: 'none', requires: ['-V'] },
  haproxy: { options: '-v -vv', wordOptions: true, operands: 'none', requires: ['-v', '-vv'] },
  php: { options: '-m', operands: 'none', requires: ['-m'] },
};
