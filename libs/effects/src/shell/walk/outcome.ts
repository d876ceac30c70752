import type { Directories } from '../paths/resolve-path.js';
import type { Origin } from '../words/argument.js';
import type { Scope } from '../words/scope.js';

const MOST_DIRECTORIES = 8;

/** What holds after a command: where the shell is when it succeeded and when it failed, and what it printed. */
export interface Outcome {
  readonly succeeded: Directories;
  readonly failed: Directories;
  readonly output: Origin;
  /** What names hold when it succeeded, if it set any. */
  readonly scope?: Scope;
}

export function unchanged(directories: Directories, output: Origin = 'computed'): Outcome {
  return { succeeded: directories, failed: directories, output };
}

/** Every directory of either, or undefined when one is unknown or there are too many to follow. */
export function eitherDirectory(a: Directories, b: Directories): Directories {
  if (!a || !b || a === b) return a && b;
  const all = [...new Set([...a, ...b])];
  return all.length > MOST_DIRECTORIES ? undefined : all;
}

export function afterwards(outcome: Outcome): Directories {
  return eitherDirectory(outcome.succeeded, outcome.failed);
}
