import { InvalidArgumentError, type Command } from 'commander';
import type { ConformanceOptions } from './run-conformance.js';

const collect = (value: string, all: string[]) => [...all, value];

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('a port is a number up to 65535');
}

/** Adds `conformance`: does a gateway let nothing slip past, in any wire format? */
export function addConformanceCommand(program: Command): void {
  program
    .command('conformance')
    .description('check that a gateway lets nothing slip past, in any wire format, with the official client libraries')
    .option('--target <url>', 'address of the gateway; that of the local instance otherwise')
    .option(
      '--key <key>',
      'key of an agent that is governed as --print-governance says; with --url and --token of its approver grants are checked too',
    )
    .option('--provider-port <port>', 'where the scripted provider listens on 127.0.0.1', portOf, 8899)
    .option('--with <folder>', "publish this governance and the kit's for the run, and then this governance alone")
    .option('--var <NAME=value>', 'what ${NAME} in that governance stands for; may be repeated', collect, [])
    .option('--only <pattern>', 'run the checks whose names match', '.')
    .option('--print-governance', 'print the governance that the kit needs, and do nothing else')
    .action(async (options: ConformanceOptions, command: Command) => {
      // The client libraries take a while to load: only this command waits for them.
      const { runConformance } = await import('./run-conformance.js');
      await runConformance(options, command);
    });
}
