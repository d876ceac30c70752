import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { listUpstreamTools } from '../mcp/list-upstream-tools.js';
import { toolDocumentOf } from '../mcp/tool-document-of.js';
import { CommandError } from '../output/command-error.js';
import { printable } from '../output/print.js';

interface ImportOptions {
  prefix: string;
  tool?: string[];
  bearerFile?: string;
  json?: boolean;
}

function addressOf(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new CommandError(`Not an address: ${text}`);
  return new URL(text);
}

async function importTools(address: string, options: ImportOptions): Promise<void> {
  const url = addressOf(address);
  const bearer = options.bearerFile === undefined ? undefined : readFileSync(options.bearerFile, 'utf8').trim();
  const listed = await listUpstreamTools(url, bearer);
  const wanted = listed.filter(({ name }) => options.tool?.includes(String(name)) ?? true);
  if (wanted.length === 0) throw new CommandError('The server lists no such tool.');
  const imported = wanted.map((tool) => toolDocumentOf(tool, { url: url.href, prefix: options.prefix }));
  const documents = imported.flatMap((one) => ('document' in one ? [one.document] : []));
  for (const one of imported) {
    if ('problem' in one) process.stderr.write(`${printable(`${one.name}: ${one.problem}`)}\n`);
  }
  const yaml = documents.map((document) => stringify(document, { lineWidth: 120 })).join('---\n');
  process.stdout.write(options.json ? `${JSON.stringify(documents, null, 2)}\n` : yaml);
  if (documents.length < imported.length) process.exitCode = 1;
}

/** Adds `mcp import`. Needs no Countersign server. */
export function addMcpCommands(root: Command): void {
  const mcp = root.command('mcp').description('tools on MCP servers');
  mcp
    .command('import <url>')
    .description('print the tools of an MCP server as proposed tools, pinned to what the server says of them now')
    .requiredOption('--prefix <name>', "first part of the tools' names, such as tickets")
    .option('--tool <names...>', 'only these tools')
    .option('--bearer-file <file>', 'file with the token for the server')
    .action((url: string, _: unknown, command: Command) => importTools(url, command.optsWithGlobals<ImportOptions>()));
}
