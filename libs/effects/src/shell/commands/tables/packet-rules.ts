import { exactText } from '../../words/argument.js';
import type { CommandTables, ParsedArguments } from '../command-table.js';

const TABLES = new Set(['filter', 'nat', 'mangle', 'raw', 'security']);

/** Which table is shown; `-Z` beside a listing would set its counters to nothing and is not in the list. */
function tableRefusal({ options }: ParsedArguments): string | undefined {
  const tables = options.flatMap(({ name, value }) => (name === '-t' || name === '--table' ? [exactText(value)] : []));
  return tables.every((table) => TABLES.has(table ?? '')) ? undefined : 'The table is not one that is known.';
}

const IPTABLES = {
  options: '-L -S -n -v -x -t: --list --list-rules --numeric --verbose --exact --line-numbers --table:',
  operands: 'text',
  operandPattern: /^[A-Za-z0-9][\w-]{0,30}$/,
  maxOperands: 2,
  requires: ['-L', '-S', '--list', '--list-rules'],
  check: tableRefusal,
  dangers: { '-F': 'delete', '-A': 'write', '-I': 'write', '-D': 'delete', '-P': 'write', '-Z': 'write' },
} as const;

/** Commands that show the rules for packets, the connections that the kernel follows, and network cards. */
export const packetRuleCommands: CommandTables = {
  iptables: IPTABLES,
  ip6tables: IPTABLES,
  nft: {
    options: '-a -n -s -j --handle --numeric --stateless --json',
    operands: 'text',
    minOperands: 2,
    operandPattern: /^[A-Za-z][\w-]{0,63}$/,
    check: ({ operands }) => (exactText(operands[0]) === 'list' ? undefined : 'Only list shows rules.'),
  },
  conntrack: {
    options: '-L -C -S -p: -s: -d: -o: --dump --count --stats --proto: --src: --dst: --sport: --dport: --output:',
    operands: 'text',
    operandPattern: /^(?:conntrack|expect|dying|unconfirmed)$/,
    maxOperands: 1,
    requires: ['-L', '-C', '-S', '--dump', '--count', '--stats'],
  },
  ethtool: {
    options:
      '-a -c -g -i -k -l -n -P -S -T -x --show-pause --show-coalesce --show-ring --show-features --driver --statistics --show-channels --show-time-stamping --show-permaddr',
    wordOptions: true,
    operands: 'text',
    minOperands: 1,
    maxOperands: 1,
    operandPattern: /^[a-z][\w.@-]*$/,
  },
  fuser: {
    options: '-v -4 -6 --verbose',
    operands: 'text',
    minOperands: 1,
    operandPattern: /^\d{1,5}\/(?:tcp|udp)$/,
    dangers: { '-k': 'delete', '--kill': 'delete' },
  },
};
