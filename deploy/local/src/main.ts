import { readFileSync } from 'node:fs';
import { strayVariables } from './environment/inherited-environment.js';
import { lockInstance, type LockAttempt } from './instance/instance-lock.js';
import { instancePaths } from './instance/paths.js';
import type { DevFile } from './instance/dev-file.js';
import { Instance } from './instance/instance.js';
import { natsUsersConfig } from './nats/nats-users-config.js';
import { welcomeText } from './output/welcome.js';
import { whenParentEnds } from './process/when-parent-ends.js';

export interface RunOptions {
  dataDir: string;
  portBase: number | null;
  json: boolean;
}

/** Progress goes to the error stream, so that what is printed at the end can be piped. */
function notice(text: string): void {
  process.stderr.write(`${text}\n`);
}

function show(options: RunOptions, description: DevFile, signInUrl: string | null): void {
  const text = options.json
    ? JSON.stringify({ ...description, signInUrl })
    : `${welcomeText({ description, signInUrl, dataDir: options.dataDir })}${signInUrl === null ? '' : 'Ctrl-C stops everything.'}`;
  process.stdout.write(`${text}\n`);
}

function showRunning(options: RunOptions, pid: number): void {
  notice(`Countersign already runs on ${options.dataDir} (process ${pid}).`);
  try {
    show(options, JSON.parse(readFileSync(instancePaths(options.dataDir).devFile, 'utf8')) as DevFile, null);
  } catch {
    notice('It is still starting.');
  }
}

/** Stops once, whatever asks first: Ctrl-C, a closed terminal, or the end of the program that started us. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    notice('Stopping ...');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        notice(String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (process.send) process.on('disconnect', end);
  if (process.env['npm_lifecycle_event'] !== undefined) whenParentEnds(end);
}

/** For whoever runs NATS themselves. */
export function printNatsConfig(): void {
  try {
    process.stdout.write(natsUsersConfig(process.env));
  } catch (error) {
    notice(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

function end(reason: string): void {
  notice(reason);
  process.exitCode = 1;
}

/** A sentence where nobody can run on that folder. */
function tryLock(dataDir: string): LockAttempt | string {
  try {
    return lockInstance(instancePaths(dataDir).lock);
  } catch (error) {
    return `${dataDir} cannot be used (${(error as Error).message}). Name a folder of your own with --data.`;
  }
}

/** Runs one instance until it is told to stop; says so and ends when one runs already. */
export async function run(options: RunOptions): Promise<void> {
  const stray = strayVariables(process.env);
  if (stray.length > 0) return end(stray.join('\n'));
  const lock = tryLock(options.dataDir);
  if (typeof lock === 'string') return end(lock);
  if (!lock.ok) return showRunning(options, lock.heldBy.pid);
  const instance = new Instance({ ...options, environment: process.env, notice });
  let stopped = false;
  const stop = async () => {
    stopped = true;
    await instance.stop();
    lock.release();
  };
  stopOnSignals(stop);
  try {
    const { description, signInUrl } = await instance.start();
    show(options, description, signInUrl);
  } catch (error) {
    if (stopped) return;
    notice(`\n${error instanceof Error ? error.message : String(error)}`);
    await stop();
    process.exit(1);
  }
}
