import type { Findings, Place } from '../findings.js';
import type { Directories } from '../paths/resolve-path.js';
import type { Argument, Origin } from '../words/argument.js';
import type { Scope } from '../words/scope.js';

/** What holds at the place where a command runs. */
export interface Frame {
  readonly directories: Directories;
  /** Where the whole command started; only there the settings of a repository are the deployment's business. */
  readonly start: Directories;
  readonly scope: Scope;
  /** What standard input holds: names of files found, or anything. */
  readonly input: Origin;
}

/** One program with its arguments. */
export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly at: Place;
  readonly frame: Frame;
  readonly findings: Findings;
  /** Analyses a program that this one would start, and says what its output is. */
  readonly run: (call: Call) => Origin;
}
