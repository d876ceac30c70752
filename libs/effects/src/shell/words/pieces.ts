import { isSpecialPath } from '../paths/special-path.js';
import type { Part } from '../syntax/tree.js';
import type { Binding, Scope } from './scope.js';
import { isAbsoluteVariable, originOf } from './scope.js';
import type { Candidate, Origin } from './argument.js';

/** One part of a word after its own expansion. `split`: the shell may cut the value into several fields. */
export interface Piece {
  readonly candidates?: readonly Candidate[];
  readonly origin: Origin;
  readonly split: boolean;
  /** The value is an absolute path, so it cannot begin with a dash. */
  readonly absolute: boolean;
}

/** Runs the analysis on a nested script and says what its output is. */
export type ReadOutput = (script: Part & { type: 'output' | 'stream' }) => Origin;

const PATTERN = /[*?[]/;
const SPLITS_OR_MATCHES = /[\s*?[\\]/;

const unknown = (origin: Origin, split: boolean, absolute = false): Piece => ({ origin, split, absolute });

function known(candidates: readonly Candidate[], origin: Origin = 'known'): Piece {
  return { candidates, origin, split: false, absolute: false };
}

function boundPiece(binding: Binding, quoted: boolean): Piece {
  const { candidates, origin } = binding;
  if (!candidates) return unknown(origin, !quoted && !binding.word);
  const splits =
    !quoted && candidates.some(({ text, pattern }) => pattern || SPLITS_OR_MATCHES.test(text) || text === '');
  if (!splits) return known(candidates);
  const hides = candidates.some(({ text }) => /[\s\\]/.test(text) || isSpecialPath(text));
  return unknown(hides ? 'computed' : 'listed', true);
}

function variablePiece(part: Part & { type: 'variable' }, scope: Scope): Piece {
  const binding = scope.get(part.name);
  if (binding) return boundPiece(binding, part.quoted);
  if (part.name === '@' || part.name === '*') return unknown('computed', true);
  const absolute = isAbsoluteVariable(part.name);
  return unknown(originOf(part.name), !part.quoted && part.name !== 'HOME', absolute);
}

/** `~` is the home directory; `~name`, `~+` and `~-` lead wherever another user or an earlier `cd` says. */
function textPieces(text: string, first: boolean): Piece[] {
  const tilde = first ? /^~[^/]*/.exec(text)?.[0] : undefined;
  if (tilde === undefined && /[=:]~/.test(text)) return [unknown('computed', false)];
  const rest = text.slice(tilde?.length ?? 0);
  const pieces = tilde === undefined ? [] : [unknown(tilde === '~' ? 'environment' : 'computed', false, true)];
  return rest === '' ? pieces : [...pieces, known([{ text: rest, pattern: PATTERN.test(rest) }])];
}

/** What each part of a word becomes. Refused parts must have been sorted out before. */
export function toPieces(parts: readonly Part[], scope: Scope, readOutput: ReadOutput): Piece[] {
  return parts.flatMap((part, index): Piece[] => {
    switch (part.type) {
      case 'text':
        return part.quoted ? [known([{ text: part.text, pattern: false }])] : textPieces(part.text, index === 0);
      case 'variable':
        return [variablePiece(part, scope)];
      case 'modified':
        return [unknown('computed', !part.quoted && part.form !== '#length')];
      case 'output':
        return [unknown(readOutput(part), !part.quoted)];
      case 'stream':
        readOutput(part);
        return [unknown('stream', false, true)];
      case 'number':
        return [unknown('number', false)];
      case 'refused':
        return [unknown('computed', true)];
    }
  });
}
