import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const helpText = `Measures model calls and tool calls: direct, through a plain proxy, and through Countersign.

  npm run bench -- [options]

  --rounds N      how often each measurement is repeated; the median counts (default 3)
  --seconds S     how long one measurement lasts (default 2)
  --only PATTERN  only the scenarios whose name matches
  --paths A,B     only these of direct, proxy, countersign
  --connections N,M   how many callers at the same time (default 1,32)
  --dev FILE      use the running instance of this dev.json instead of starting one
  --streams N     how many streams to hold open at once (default 500; 0 leaves it out)
  --policy        only decisions, inside the policy service: 10 to 10,000 rules, a swap, 1 to 3 replicas
  --no-audit      leave out the comparison of sealing with plain inserts
  --json          print the results as JSON instead of tables
  --out FILE      where the JSON goes (default test-results/bench.json)
  --help          this text
`;

export interface BenchOptions {
  rounds: number;
  seconds: number;
  only: string;
  paths: string[];
  connections: number[];
  streams: number;
  dev: string | undefined;
  audit: boolean;
  json: boolean;
  out: string;
  help: boolean;
}

function number(name: string, text: string, most: number): number {
  const value = Number(text);
  if (value > 0 && value <= most) return value;
  throw new Error(`--${name} takes a number up to ${most}, not "${text}".`);
}

export function parseOptions(argv: string[]): BenchOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      paths: { type: 'string', default: 'direct,proxy,countersign' },
      connections: { type: 'string', default: '1,32' },
      streams: { type: 'string', default: '500' },
      dev: { type: 'string' },
      'no-audit': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      out: { type: 'string', default: fileURLToPath(new URL('../../test-results/bench.json', import.meta.url)) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    rounds: Math.ceil(number('rounds', values.rounds, 20)),
    seconds: number('seconds', values.seconds, 60),
    paths: values.paths.split(','),
    connections: values.connections.split(',').map((each) => number('connections', each, 1_000)),
    streams: values.streams === '0' ? 0 : Math.ceil(number('streams', values.streams, 2_000)),
    ...{ only: values.only, dev: values.dev, audit: !values['no-audit'] },
    ...{ json: values.json, out: values.out, help: values.help },
  };
}
