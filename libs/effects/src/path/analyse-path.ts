import type { Effect } from '@countersign/contracts';
import type { Access, PathUse, Reason } from '../effect-analysis.js';
import { sealEffects } from '../seal-effects.js';
import { isWithin } from './is-within.js';
import { normalisePath } from './normalise-path.js';
import { brokenPathRules } from './path-rules.js';

export interface PathAnalysis {
  effects: Effect[];
  /** The text names exactly one place on any system. */
  proven: boolean;
  reasons: Reason[];
  paths: PathUse[];
}

/** Files that are no files: kernel, devices, sockets and secrets of the running system. */
const SPECIAL = ['/proc', '/sys', '/dev', '/run', '/var/run'];

const VERBS: Record<Access, string> = { read: 'Reads', write: 'Writes', delete: 'Deletes' };

/**
 * What a path argument names, by its text alone. Links, hard links and mounts cannot be seen here: whoever opens the
 * path must resolve it and compare again. The path is reported normalised even where it is not proven.
 */
export function analysePath(input: { path: string; access: Access; pointer: string; cwd?: string }): PathAnalysis {
  const { path, access, pointer, cwd } = input;
  const span = { pointer, start: 0, end: path.length };
  const broken: Omit<Reason, 'span'>[] = [...brokenPathRules(path)];
  const absolute = path.startsWith('/') ? path : relativeTo(cwd, path);
  if (absolute === undefined) {
    broken.push({ code: 'path-relative', message: 'A relative path needs a known, clean working directory.' });
  }
  const normalised = normalisePath(absolute ?? path);
  if (isWithin(normalised, SPECIAL, { anyCase: true })) {
    broken.push({ code: 'path-special', message: `${normalised} belongs to the running system, not to its files.` });
  }
  const proven = broken.length === 0;
  const shown = absolute === undefined ? path : normalised;
  const why = `${VERBS[access]} ${shown} as it is written; links are checked when it is opened.`;
  const effect: Effect = { kind: access, target: { type: 'path', name: shown }, span, why };
  return {
    effects: sealEffects([effect], proven),
    proven,
    reasons: [...broken.map(({ code, message }) => ({ code, message, span })), ...percentNote(path, proven, span)],
    paths: [{ path: shown, access, absolute: absolute !== undefined }],
  };
}

function relativeTo(cwd: string | undefined, path: string): string | undefined {
  if (cwd === undefined || !cwd.startsWith('/') || brokenPathRules(cwd).length > 0) return undefined;
  return `${cwd}/${path}`;
}

/** A percent sign is kept as part of the name; an approver should know that it is not decoded. */
function percentNote(path: string, proven: boolean, span: Reason['span']): Reason[] {
  if (!proven || span === undefined || !/%[0-9a-fA-F]{2}/.test(path)) return [];
  return [{ code: 'path-percent', message: 'The percent-encoding is taken as part of the name.', span }];
}
