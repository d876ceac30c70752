import type { Command } from 'commander';
import { z } from 'zod';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';

const issuedKey = z.looseObject({ keyId: z.string(), key: z.string() });
const issuedToken = z.looseObject({ tokenId: z.string(), token: z.string() });

async function issueKey(agent: string, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const issued = await client.post(`/agents/${encodeURIComponent(agent)}/keys`, {}, issuedKey);
  show(issued, () => [issued.key, `Key ${issued.keyId} of ${agent}. It is shown this once.`], json);
}

async function issueToken(person: string, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const issued = await client.post(`/people/${encodeURIComponent(person)}/tokens`, {}, issuedToken);
  show(issued, () => [issued.token, `Token ${issued.tokenId} of ${person}. It is shown this once.`], json);
}

/** Adds `keys agent <name>` and `keys person <name>`. */
export function addKeyCommands(program: Command): void {
  const keys = program.command('keys').description('keys of agents and tokens of people');
  keys
    .command('agent <name>')
    .description('a new key for an agent')
    .action((name: string, _: unknown, command: Command) => issueKey(name, command));
  keys
    .command('person <name>')
    .description('a new token for a person')
    .action((name: string, _: unknown, command: Command) => issueToken(name, command));
}
