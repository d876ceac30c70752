import type { ArgumentSpan, Effect } from '@countersign/contracts';

/** The argument that carries a shell command, and where the command would run. */
export interface ShellInput {
  readonly command: string;
  /** Absolute directory the command starts in; without it relative paths stay relative. */
  readonly cwd?: string;
  /** JSON pointer of the argument that holds `command`; every span names it. */
  readonly pointer: string;
}

/** Why the command is not a proven read. The code is stable, the message is for people. */
export interface ShellReason {
  readonly code: string;
  readonly message: string;
  readonly span?: ArgumentSpan;
}

/**
 * A file system path the command names. `absolute` is true only when the path was resolved lexically against a known
 * directory; a resolved path may end in a pathname pattern, which cannot lead out of its directory. Anything else
 * (a variable, the output of another command, a relative path without a cwd) is unknown: the text as it was written.
 */
export interface ShellPath {
  readonly path: string;
  readonly access: 'read' | 'write' | 'delete';
  readonly absolute: boolean;
}

/** `proven` means: two parsers agree and every part of the command is known to read only. */
export interface ShellAnalysis {
  readonly effects: Effect[];
  readonly proven: boolean;
  readonly reasons: ShellReason[];
  readonly paths: ShellPath[];
}
