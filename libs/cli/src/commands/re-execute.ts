import type { ReExecution } from '@countersign/evidence';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../output/command-error.js';

/** The policy service's own program: the same code that decided decides again, in a process apart from the verifier. */
const program = fileURLToPath(new URL('../../../../services/policy/dist/re-execute/main.js', import.meta.url));

/** Makes the decisions of a bundle again; needs no server. */
export async function reExecute(directory: string, from: number): Promise<ReExecution> {
  if (!existsSync(program)) throw new CommandError('The policy service is not built; run "npm run build" first.');
  const child = spawn(process.execPath, [program, directory, String(from)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new CommandError(`The decisions could not be made again: ${said.trim().slice(-2_000)}`);
  return JSON.parse(out) as ReExecution;
}
