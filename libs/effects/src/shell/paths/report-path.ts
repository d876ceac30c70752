import type { Call } from '../commands/call.js';
import type { ShellPath } from '../shell-analysis.js';
import type { Argument, Candidate } from '../words/argument.js';
import { mayClimb, resolvePath } from './resolve-path.js';
import { isSpecialPath } from './special-path.js';

interface PathUse {
  readonly access: ShellPath['access'];
  /** Names and metadata only, so devices may be named. */
  readonly metadata?: boolean;
}

function add(call: Call, use: PathUse, found: { path: string; absolute: boolean; at: Argument }): void {
  const { path, absolute, at } = found;
  call.findings.path({ path, access: use.access, absolute });
  const why = `${call.name} ${use.access === 'read' ? 'reads' : use.access === 'write' ? 'writes' : 'deletes'} this path.`;
  call.findings.effect({ kind: use.access, type: 'path', name: path, why, at });
}

function refuseSpecial(call: Call, text: string, at: Argument): void {
  call.findings.refuse('special-path', `${text} is or could be a device, a process or a kernel control.`, at);
}

function reportCandidate(call: Call, candidate: Candidate, context: { at: Argument; use: PathUse }): void {
  const { at, use } = context;
  const climbs = candidate.pattern && mayClimb(candidate.text);
  const resolved = climbs ? undefined : resolvePath(candidate.text, call.frame.directories);
  const special = [candidate.text, ...(resolved ?? [])].some(isSpecialPath);
  if (special && !use.metadata) refuseSpecial(call, candidate.text, at);
  if (!resolved) return add(call, use, { path: candidate.text || at.source, absolute: false, at });
  for (const path of resolved) add(call, use, { path, absolute: path.startsWith('/'), at });
}

/**
 * Records a path that a command uses. A path the command computes itself is refused, because nobody can see what it
 * is; a path from the environment or from a listing stays unknown, so that a policy can decide.
 */
export function reportPath(call: Call, at: Argument, use: PathUse): void {
  if (at.candidates) {
    for (const candidate of at.candidates) reportCandidate(call, candidate, { at, use });
    return;
  }
  if (at.origin === 'stream') return;
  if (at.origin === 'computed' && !use.metadata)
    call.findings.refuse('computed-path', 'The path is put together by the command itself.', at);
  if (!use.metadata && at.outlines.some((outline) => hidesSpecialPath(outline))) refuseSpecial(call, at.source, at);
  add(call, use, { path: at.source, absolute: false, at });
}

/** `*` in an outline is the unknown piece; at the start it may be nothing. A home directory (`/~`) may be the root. */
function hidesSpecialPath(outline: string): boolean {
  const text = outline.replace(/^\*/, '').replace(/^\/~(?=\/+proc)/, '');
  return isSpecialPath(text) || /(^|\/)\.\.(\/|$)/.test(text);
}
