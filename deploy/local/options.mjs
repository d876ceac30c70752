// The command line of `npm start`. Plain JavaScript: it is read before anything is installed or built.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const highestBase = 65_000;

export const helpText = `Starts Countersign on this machine: PostgreSQL, NATS, all services, demo tenants, a demo model and target.

  npm start -- [options]

  --data DIR            where data, keys and logs are kept (default .countersign)
  --port-base N         use the ports N, N+1, ... (default: gateway 8080, console 8090, others from 8100)
  --json                print addresses and keys as one line of JSON
  --print-nats-config   print the users and permissions that a nats-server of your own needs, and end
  --help                this text

Environment
  DATABASE_URL         use this PostgreSQL, with a login that may create roles and schemas
  NATS_URL             use these NATS servers; NATS_PASSWORDS_FILE then names a JSON file { "<user>": "<password>" }
                       (--print-nats-config makes it, and prints what the servers have to be told)
  NATS_SERVER_BIN      the nats-server program to start
  LOG_LEVEL            how much the services log
  COUNTERSIGN_<SERVICE>_<SETTING>   a setting of one service, such as COUNTERSIGN_GATEWAY_LOG_LEVEL=debug
`;

function parseBase(text) {
  if (text === undefined) return null;
  const base = Number(text);
  if (Number.isInteger(base) && base >= 1024 && base <= highestBase) return base;
  throw new Error(`--port-base takes a port from 1024 to ${highestBase}, not "${text}".`);
}

/** Throws an error whose message is for the person who typed. */
export function parseOptions(argv, { root, cwd }) {
  const { values } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string' },
      'port-base': { type: 'string' },
      json: { type: 'boolean', default: false },
      'print-nats-config': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    dataDir: values.data === undefined ? join(root, '.countersign') : resolve(cwd, values.data),
    portBase: parseBase(values['port-base']),
    json: values.json,
    printNatsConfig: values['print-nats-config'],
    help: values.help,
  };
}
