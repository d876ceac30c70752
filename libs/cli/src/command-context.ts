import type { Command } from 'commander';
import { serverOf, type ServerOptions } from './config.js';
import { ConsoleClient } from './server/console-client.js';

export interface Context {
  client: ConsoleClient;
  json: boolean;
}

/** What every command shares: the server to talk to and how to print. */
export function contextOf(command: Command): Context {
  const options = command.optsWithGlobals<ServerOptions & { json?: boolean }>();
  return { client: new ConsoleClient(serverOf(options)), json: options.json ?? false };
}
