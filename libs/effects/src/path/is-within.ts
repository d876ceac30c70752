import { normalisePath } from './normalise-path.js';

/**
 * Whether an absolute path is one of the roots or below one, by whole components: /workspace-evil is not within
 * /workspace. Case counts. For a list of forbidden roots pass `anyCase`, since some file systems fold case.
 * Links are not followed: whoever opens the path must check where it really leads.
 */
export function isWithin(path: string, roots: readonly string[], options: { anyCase?: boolean } = {}): boolean {
  if (!path.startsWith('/')) return false;
  const fold = (text: string): string => (options.anyCase ? text.normalize('NFKC').toLowerCase() : text);
  const inner = fold(normalisePath(path));
  return roots
    .filter((root) => root.startsWith('/'))
    .map((root) => fold(normalisePath(root)))
    .some((root) => root === '/' || inner === root || inner.startsWith(`${root}/`));
}
