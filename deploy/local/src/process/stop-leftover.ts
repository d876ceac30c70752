import { setTimeout as sleep } from 'node:timers/promises';
import { readProcessRecord, removeProcessRecord, stillRuns, type ProcessRecord } from './process-record.js';
import { sendSignal } from './send-signal.js';

async function waitUntilGone(record: ProcessRecord, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    if (!stillRuns(record)) return true;
    await sleep(25);
  }
  return !stillRuns(record);
}

/**
 * Stops what an earlier, killed launcher left running, and nothing else: a process that merely got the same number is
 * told apart by its start time. True when something had to be stopped.
 */
export async function stopLeftover(recordPath: string, signal: NodeJS.Signals, patienceMs = 5_000): Promise<boolean> {
  const record = readProcessRecord(recordPath);
  const runs = record !== null && stillRuns(record);
  if (runs) {
    sendSignal(record.pid, signal);
    if (!(await waitUntilGone(record, patienceMs))) {
      sendSignal(record.pid, 'SIGKILL');
      await waitUntilGone(record, 5_000);
    }
  }
  removeProcessRecord(recordPath);
  return runs;
}
