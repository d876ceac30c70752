import { exactText } from '../../words/argument.js';
import type { CommandTables, ParsedArguments } from '../command-table.js';

const IP_OBJECTS = new Set(['a', 'addr', 'address', 'l', 'link', 'r', 'route', 'n', 'neigh', 'rule']);
const IP_ACTIONS = new Set(['show', 'list', 'ls']);

const SOCKETS = /^[46]?(?:tcp|udp)?(?:@[\d.:]+)?(?::[\w,-]+)?$/i;

/** One word of a filter, or a whole one in quotes: `( dport = :5432 )`. Addresses are numbers, so that nothing is looked up. */
const FILTER_WORD = /(?:[a-z-]+\d?|[=!<>]?=|[<>&|()!,]|[\d.*]*(?::[\w*]+)?(?:\/\d+)?)/;
const SOCKET_FILTER = new RegExp(`^ ?${FILTER_WORD.source}(?: ${FILTER_WORD.source})* ?$`);

/** A host name in an address would be looked up over the network. */
function hostRefusal({ options, operands }: ParsedArguments): string | undefined {
  const addresses = options.flatMap(({ name, value }) => (name === '-i' && value ? [value] : []));
  const words = [...addresses, ...operands].map((argument) => exactText(argument) ?? '@');
  return words.every((word) => SOCKETS.test(word) || /^(?:\/[\w./-]*|\+L\d?)$/.test(word))
    ? undefined
    : 'A host name may be looked up.';
}

function ipRefusal({ operands }: ParsedArguments): string | undefined {
  const [object, action] = operands.map(exactText);
  if (!IP_OBJECTS.has(object ?? '')) return 'Only addresses, links, routes, neighbours and rules are shown.';
  if (isRouteLookup(operands.map(exactText))) return undefined;
  return operands.length === 1 || IP_ACTIONS.has(action ?? '') ? undefined : `${action} is not known to read only.`;
}

/** `ip route get ADDRESS` asks the kernel which way a packet would go; nothing is sent. */
function isRouteLookup([object, action, address, ...more]: readonly (string | undefined)[]): boolean {
  return (
    ['r', 'route'].includes(object ?? '') && action === 'get' && /^[\da-f.:]+$/.test(address ?? '') && more.length === 0
  );
}

/** Commands that show addresses, routes and connections of the machine, without asking the network. */
export const networkStateCommands: CommandTables = {
  lsof: {
    options: '-a -n -P -t -l -R -i? -p: -u: -c: -d: -s?',
    operands: 'text',
    check: hostRefusal,
    prints: ({ options }) => (options.some(({ name }) => name === '-t') ? 'number' : undefined),
  },
  ss: {
    options:
      '-a -l -n -t -u -w -x -p -e -m -o -i -s -4 -6 -r -H --all --listening --numeric --tcp --udp --unix --processes --extended --memory --options --info --summary --no-header',
    operands: 'text',
    operandPattern: SOCKET_FILTER,
    dangers: { '-K': 'delete', '--kill': 'delete', '-D': 'write', '-N': 'exec' },
  },
  netstat: {
    options:
      '-a -n -t -u -w -x -l -p -r -i -s -e -v -W -4 -6 -g --all --numeric --tcp --udp --listening --program --route',
    operands: 'none',
  },
  ip: {
    options: '-4 -6 -br -brief -s -stats -j -json -p -pretty -c -color -o -oneline -d -details',
    wordOptions: true,
    operands: 'text',
    minOperands: 1,
    operandPattern: /^[\w.:/@-]+$/,
    check: ipRefusal,
  },
  ifconfig: { options: '-a -s', operands: 'text', operandPattern: /^[a-z][\w.:-]*$/, maxOperands: 1 },
};
