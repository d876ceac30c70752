import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface CommandResult {
  code: number;
  output: string;
}

const require = createRequire(import.meta.url);

/** Runs `countersign ...` as a person would, against the instance of a data folder. */
export function countersign(dataDir: string, args: readonly string[]): Promise<CommandResult> {
  const program = join(dirname(require.resolve('@countersign/cli/package.json')), 'bin', 'countersign.mjs');
  const child = spawn(process.execPath, [program, '--data', dataDir, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (data: Buffer) => (output += data.toString('utf8'));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}
