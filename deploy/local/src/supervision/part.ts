import type { ChildProcess } from 'node:child_process';

export interface RunningPart {
  child: ChildProcess;
  stop(): Promise<void>;
}

/** One process of an instance, and how to bring it up. */
export interface Part {
  name: string;
  /** Parts stop in falling order: those that others need have the lowest number. */
  tier: number;
  /** Resolves when it is ready; rejects when it cannot be, or when the signal says that nobody waits any more. */
  start(signal: AbortSignal): Promise<RunningPart>;
}
