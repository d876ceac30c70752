import { posix } from 'node:path';

/**
 * Every directory the command can be in, or undefined when that is not known. When the caller gave no start
 * directory they are relative to it.
 */
export type Directories = readonly string[] | undefined;

const UNTIDY = /\/\/|(?:^|\/)\.{1,2}(?:\/|$)|\/$/;
const PLAIN_ABSOLUTE = /^\/[^\p{C}]*$/u;

/** The start directory as the caller gave it; anything but a plain absolute path stays relative. */
export function startDirectory(cwd: string | undefined): readonly string[] {
  return cwd !== undefined && cwd.length <= 1024 && PLAIN_ABSOLUTE.test(cwd) ? [normalise(cwd)] : ['.'];
}

export function sameDirectories(a: Directories, b: Directories): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((directory) => b.includes(directory));
}

function normalise(path: string): string {
  if (!UNTIDY.test(path)) return path;
  const normal = posix.normalize(path.replace(/\/+/g, '/'));
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/** A pattern such as `.*` also matches `..`, so nothing can be said about where it leads. */
export function mayClimb(pattern: string): boolean {
  return pattern.split('/').some((name) => /^\.[^/]*[*?[]/.test(name));
}

/** The paths a text can mean, or undefined for a relative path in an unknown directory. */
export function resolvePath(text: string, directories: Directories): readonly string[] | undefined {
  if (text.startsWith('/')) return [normalise(text)];
  return directories?.map((directory) => normalise(`${directory}/${text}`));
}
