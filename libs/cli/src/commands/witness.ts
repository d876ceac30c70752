import { createNoteVerifier, type NoteVerifier } from '@countersign/evidence';
import type { Command } from 'commander';
import { CommandError } from '../output/command-error.js';
import { WitnessState } from '../witness/witness-state.js';
import { witnessServer } from '../witness/witness-server.js';

interface WitnessOptions {
  log: string[];
  state: string;
  name: string;
  host: string;
  port: string;
}

/** The name of a log's key is the origin of its checkpoints. */
function verifierOf(vkey: string): [string, NoteVerifier] {
  const created = createNoteVerifier(vkey);
  if (!created.ok) throw new CommandError(`--log ${vkey}: ${created.refusal.message}`);
  return [created.verifier.name, created.verifier];
}

async function witness({ log, state: folder, name, host, port }: WitnessOptions): Promise<void> {
  if (log.length === 0)
    throw new CommandError('Name the logs to witness: --log <vkey>, as `evidence trust` prints it.');
  const state = new WitnessState(folder, name);
  const logs = new Map(log.map(verifierOf));
  const server = witnessServer({ state, logs, now: () => Math.floor(Date.now() / 1000) });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(Number(port), host, resolve));
  process.stdout.write(`${state.cosigner.vkey}\n`);
  process.stderr.write(
    `Witnessing ${[...logs.keys()].join(', ')} at http://${host}:${port}. Above: the key to trust.\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
}

/** Adds `witness`: cosigns the checkpoints of logs, best on somebody else's machine. */
export function addWitnessCommand(program: Command): void {
  program
    .command('witness')
    .description('cosign the checkpoints of a log, as somebody who does not run it')
    .option('--log <vkey>', 'key of a log to witness; may be repeated', (vkey, all: string[]) => [...all, vkey], [])
    .option('--state <folder>', 'where the key and what was cosigned are kept', 'countersign-witness')
    .option('--name <name>', 'name of the witness in its key', 'witness.local')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', '8095')
    .action((options: WitnessOptions) => witness(options));
}
