import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AuditConfig } from '../src/config.js';

const hooks = fileURLToPath(new URL('./typescript.mjs', import.meta.url));
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** One replica of audit as a process of its own, so that it can be killed. */
export function spawnAudit(settings: AuditConfig): ChildProcess {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  const env = Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
  return spawn(process.execPath, ['-C', '@countersign/source', '--import', hooks, main], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
