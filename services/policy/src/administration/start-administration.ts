import type { ReportError } from '@countersign/messaging';
import { Worker } from 'node:worker_threads';
import type { Asked, Looked, Told } from './messages.js';

/** The largest sets of governance, and a replay of a month, fit well into this; what does not ends the thread alone. */
const heapMb = 2_048;
const startAgainMs = 1_000;
const stopWithinMs = 5_000;

interface Parts {
  look: Record<Looked, () => Promise<void>>;
  report: ReportError;
}

/** Runs the thread for administration, and starts it again when it ends: calls are decided with or without it. */
export function startAdministration(parts: Parts) {
  let isReady = false;
  let isStopping = false;
  let thread = start();

  function start(): Worker {
    const worker = new Worker(new URL('./thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    worker.on('message', (told: Told) => {
      if (told.kind === 'ready') isReady = true;
      else void answer(worker, parts, told);
    });
    worker.on('error', (error) => parts.report(error, { doing: 'administration; its thread is started again' }));
    worker.once('exit', () => {
      isReady = false;
      if (!isStopping) setTimeout(() => (thread = isStopping ? thread : start()), startAgainMs);
    });
    return worker;
  }

  const stop = async () => {
    isStopping = true;
    await ended(thread);
  };
  return { ready: () => isReady, stop };
}

async function answer(worker: Worker, { look, report }: Parts, { what, number }: Extract<Told, { kind: 'look' }>) {
  try {
    await look[what]();
  } catch (error) {
    report(error, { doing: `looking at ${what} that were changed` });
  }
  worker.postMessage({ kind: 'looked', number } satisfies Asked);
}

async function ended(worker: Worker): Promise<void> {
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const timer = setTimeout(() => void worker.terminate(), stopWithinMs);
  worker.postMessage({ kind: 'stop' } satisfies Asked);
  await exited;
  clearTimeout(timer);
}
