import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DevFile } from '../instance/dev-file.js';
import { lockInstance } from '../instance/instance-lock.js';
import { Instance } from '../instance/instance.js';
import { instancePaths } from '../instance/paths.js';

export interface FoundInstance {
  dev: DevFile;
  /** Ends it if it was started for the demo. */
  leave: () => Promise<void>;
}

interface Wanted {
  dataDir: string;
  portBase: number | null;
  notice: (text: string) => void;
}

const readyWithinMs = 120_000;

async function waitForDevFile(path: string): Promise<DevFile> {
  const deadline = performance.now() + readyWithinMs;
  while (!existsSync(path)) {
    if (performance.now() > deadline) throw new Error('Countersign is starting, but does not get ready.');
    await sleep(200);
  }
  return JSON.parse(readFileSync(path, 'utf8')) as DevFile;
}

/** The instance that runs on this data folder, or one of our own for as long as the demo takes. */
export async function runningInstance({ dataDir, portBase, notice }: Wanted): Promise<FoundInstance> {
  const paths = instancePaths(dataDir);
  const lock = lockInstance(paths.lock);
  if (!lock.ok) {
    notice('Using the Countersign that runs.');
    return { dev: await waitForDevFile(paths.devFile), leave: () => Promise.resolve() };
  }
  const instance = new Instance({ dataDir, portBase, environment: process.env, notice });
  const leave = async () => {
    await instance.stop();
    lock.release();
  };
  try {
    const { description } = await instance.start();
    return { dev: description, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}
