import { exactText } from '../../words/argument.js';
import type { Argument } from '../../words/argument.js';
import type { CommandTable, CommandTables, ParsedArguments } from '../command-table.js';

const HEALTH =
  /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?\/(?:(?:-|api|actuator|_cluster|internal)\/)?(?:health|healthz|healthcheck|healthy|livez|live|liveness|readyz|ready|readiness|ping|status|version|info|metrics|up)(?:\/(?:live|liveness|ready|readiness))?\/?(?:\?(?:verbose|pretty|format=json))?$/;

const isHealth = (address: Argument): boolean => HEALTH.test(exactText(address) ?? '');

/** Only what a service of this machine says of its health: other addresses could be told something, or changed. */
function curlRefusal({ operands, options }: ParsedArguments): string | undefined {
  const headers = options.filter(({ name }) => name === '-H' || name === '--header');
  if (!headers.every(({ value }) => /^Accept: [\w/*+.;=, -]+$/i.test(exactText(value) ?? '')))
    return 'The header is not known.';
  const outputs = options.filter(({ name }) => name === '-o' || name === '--output');
  if (!outputs.every(({ value }) => /^(?:\/dev\/null|-)$/.test(exactText(value) ?? '')))
    return 'It would write a file.';
  const formats = options.filter(({ name }) => name === '-w' || name === '--write-out');
  if (!formats.every(({ value }) => /^(?!@)(?!.*%(?:output|\{(?:output|stderr))).*$/s.test(exactText(value) ?? '@')))
    return 'The format could write a file.';
  return operands.every(isHealth) ? undefined : 'Only the health of services on this machine is an ordinary read.';
}

const CURL: CommandTable = {
  options:
    '-s -S -f -i -I -k -v -g -4 -6 -m: -H: -o: -w: --silent --show-error --fail --include --head --insecure --verbose --max-time: --connect-timeout: --header: --output: --write-out: --compressed --http1.1',
  operands: 'text',
  minOperands: 1,
  maxOperands: 1,
  service: 'http',
  check: curlRefusal,
  dangers: { '-X': 'network', '-d': 'network', '-T': 'network', '-F': 'network', '-O': 'write', '-K': 'exec' },
};

/** Clients of HTTP. */
export const httpCommands: CommandTables = { curl: CURL };
