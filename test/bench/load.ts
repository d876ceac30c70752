import { once } from 'node:events';
import { startChild } from './child.js';
import type { LoadJob, LoadResult } from './load-job.js';

export interface Load {
  pid: number;
  run: (job: LoadJob) => Promise<LoadResult>;
  stop: () => void;
}

/** One process makes all the load, so that every path is measured by the same one. */
export async function startLoad(): Promise<Load> {
  const child = await startChild('load');
  const run = async (job: LoadJob) => {
    child.process.send(job);
    const [message] = (await once(child.process, 'message')) as [{ result?: LoadResult; error?: string }];
    if (!message.result) throw new Error(`the load process failed: ${message.error}`);
    return message.result;
  };
  return { pid: child.process.pid ?? 0, run, stop: () => child.process.disconnect() };
}
