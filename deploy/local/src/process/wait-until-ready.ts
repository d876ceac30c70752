import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const shownLines = 15;

/** The last lines that this start wrote: what a person needs to see when a part does not come up. */
function lastLines({ logPath, logFrom }: Waiting<unknown>): string {
  try {
    const written = readFileSync(logPath).subarray(logFrom).toString('utf8');
    return written.trimEnd().split('\n').slice(-shownLines).join('\n');
  } catch {
    return '';
  }
}

export class StartFailure extends Error {}

interface Waiting<T> {
  name: string;
  child: ChildProcess;
  logPath: string;
  /** How long the log was before this start. */
  logFrom: number;
  timeoutMs: number;
  /** How long to wait between probes: a server is up in milliseconds, a Node program in seconds. */
  intervalMs: number;
  /** Aborted when nobody waits any more. */
  signal?: AbortSignal;
  /** Resolves to null while not ready yet. */
  probe: () => Promise<T | null>;
}

function failure(waiting: Waiting<unknown>, what: string): StartFailure {
  return new StartFailure(`${waiting.name} ${what}. Log: ${waiting.logPath}\n${lastLines(waiting)}`);
}

/** Probes until the answer is not null. A child that ends, or takes too long, is a failure that shows its last words. */
export async function waitUntilReady<T>(waiting: Waiting<T>): Promise<T> {
  const { child } = waiting;
  let spawnError: Error | null = null;
  child.once('error', (error) => (spawnError = error));
  const deadline = performance.now() + waiting.timeoutMs;
  while (performance.now() < deadline) {
    const answer = await waiting.probe();
    if (answer !== null) return answer;
    if (spawnError !== null) throw failure(waiting, `could not be started: ${String(spawnError)}`);
    if (child.exitCode !== null || child.signalCode !== null) {
      throw failure(waiting, `ended while starting (${child.signalCode ?? `exit code ${child.exitCode}`})`);
    }
    if (waiting.signal?.aborted) throw failure(waiting, 'was stopped while starting');
    await sleep(waiting.intervalMs);
  }
  throw failure(waiting, `was not ready within ${Math.round(waiting.timeoutMs / 1000)} s`);
}
