import { join } from 'node:path';
import type { Part, RunningPart } from '../supervision/part.js';
import type { InstancePaths } from '../instance/paths.js';
import { logSize } from './log-file.js';
import { spawnChild } from './spawn-child.js';
import { stopChild } from './stop-child.js';
import { stopLeftover } from './stop-leftover.js';
import { waitUntilReady } from './wait-until-ready.js';

export interface Program {
  name: string;
  tier: number;
  /** The JavaScript file to run. */
  file: string;
  environment: Record<string, string>;
  /** Answers 200 once the program takes work. */
  healthUrl: string;
}

const readyWithinMs = 120_000;

async function answersWell(url: string): Promise<true | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok ? true : null;
  } catch {
    return null;
  }
}

/** A Node program of ours as a part of an instance: a process of its own that ends when the launcher's channel closes. */
export function programPart(program: Program, paths: InstancePaths): Part {
  const logPath = join(paths.logs, `${program.name}.log`);
  const recordPath = join(paths.run, `${program.name}.json`);
  return {
    name: program.name,
    tier: program.tier,
    async start(signal): Promise<RunningPart> {
      await stopLeftover(recordPath, 'SIGTERM');
      const logFrom = logSize(logPath);
      const child = spawnChild({
        command: process.execPath,
        args: [program.file],
        cwd: paths.dataDir,
        env: program.environment,
        ipc: true,
        logPath,
        recordPath,
        stopSignal: 'SIGTERM',
      });
      const stop = () => stopChild(child, 'SIGTERM');
      try {
        const probe = () => answersWell(program.healthUrl);
        await waitUntilReady({
          name: program.name,
          child,
          logPath,
          logFrom,
          timeoutMs: readyWithinMs,
          intervalMs: 100,
          probe,
          signal,
        });
        return { child, stop };
      } catch (error) {
        await stop();
        throw error;
      }
    },
  };
}
