import { exportEvidence, getTrust } from '@countersign/contracts';
import { runVerifyCommand, trustPolicyText } from '@countersign/evidence';
import { InvalidArgumentError, type Command } from 'commander';
import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { contextOf, type Context } from '../command-context.js';
import { CommandError } from '../output/command-error.js';
import { show } from '../output/print.js';
import { reExecute } from './re-execute.js';

interface ExportOptions {
  out: string;
  from?: number;
  to?: number;
}

function indexOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('an index is a whole number from 0');
}

function emptyFolder(path: string): string {
  const folder = resolve(path);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new CommandError(`${path} is not empty. Give another folder with --out.`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The server names the files; none of them may land outside the folder. */
function placeIn(folder: string, path: string): string {
  const target = resolve(folder, path);
  if (!target.startsWith(folder + sep)) throw new CommandError(`The server named a file outside the export: ${path}`);
  mkdirSync(dirname(target), { recursive: true });
  return target;
}

async function download(
  { client }: Context,
  made: { exportId: string; files: { path: string }[] },
  folder: string,
): Promise<void> {
  for (const [index, { path }] of made.files.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${made.files.length} files`);
    const body = await client.download(`/evidence/exports/${made.exportId}/file?path=${encodeURIComponent(path)}`);
    await pipeline(Readable.fromWeb(body as never), createWriteStream(placeIn(folder, path)));
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

async function exportBundle(options: ExportOptions, command: Command): Promise<void> {
  const context = contextOf(command);
  const folder = emptyFolder(options.out);
  const range = {
    ...(options.from === undefined ? {} : { fromIndex: options.from }),
    ...(options.to === undefined ? {} : { toIndex: options.to }),
  };
  const made = await context.client.post('/evidence/exports', range, exportEvidence.response);
  await download(context, made, folder);
  const lines = () => [
    `Evidence of events ${made.fromIndex} to ${made.toIndex - 1} is in ${options.out} (${made.files.length} files).`,
    `Check it offline: countersign evidence verify ${options.out} --policy <your trust file>`,
  ];
  show({ ...made, directory: folder }, lines, context.json);
}

async function trust(options: { out?: string }, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const keys = await client.get('/trust', getTrust.response);
  const policy = trustPolicyText({
    logs: [keys.vkey],
    manifests: [keys.manifestVkey],
    services: keys.services,
    witnesses: keys.witnesses,
  });
  if (options.out === undefined) return show(keys, () => [policy.trimEnd()], json);
  await writeFile(options.out, policy);
  show(
    { ...keys, file: options.out },
    () => [`The keys of ${keys.origin} are in ${options.out}. Keep this file on the auditor's side.`],
    json,
  );
}

/** Adds `evidence export|trust|verify`. Verifying needs neither server nor network; exit 2 when something is wrong. */
export function addEvidenceCommands(program: Command): void {
  const evidence = program.command('evidence').description('take evidence out and check it offline');
  evidence
    .command('export')
    .requiredOption('--out <folder>', 'an empty or new folder')
    .description('write a bundle that anybody can check offline')
    .option('--from <index>', 'first event', indexOf)
    .option('--to <index>', 'one past the last event', indexOf)
    .action((options: ExportOptions, command: Command) => exportBundle(options, command));
  evidence
    .command('trust')
    .description("pin this log's keys: the trust file that an auditor keeps")
    .option('--out <file>', 'where to write it')
    .action((options: { out?: string }, command: Command) => trust(options, command));
  evidence
    .command('verify')
    .description(
      'check a bundle offline; --re-execute also makes every decision again (verify.mjs --help has all options)',
    )
    .allowUnknownOption()
    .helpOption(false)
    .argument('[arguments...]')
    .action(async (args: string[], _: unknown, command: Command) => {
      const json = command.optsWithGlobals<{ json?: boolean }>().json && !args.includes('--json') ? ['--json'] : [];
      const print = (text: string) => process.stdout.write(`${text}\n`);
      process.exitCode = await runVerifyCommand([...args, ...json], print, reExecute);
    });
}
