import { MAX_CANDIDATES } from '../limits.js';
import type { Word } from '../syntax/tree.js';
import type { Argument, Candidate, Origin } from './argument.js';
import { expandBraces } from './expand-braces.js';
import { toPieces } from './pieces.js';
import type { Piece, ReadOutput } from './pieces.js';
import type { Scope } from './scope.js';

export interface WordContext {
  readonly scope: Scope;
  readonly readOutput: ReadOutput;
  /** The original command, for the text of a word as it was written. */
  readonly command: string;
}

/** Worst first: a word takes the origin of its worst piece. */
const ORDER: readonly Origin[] = ['computed', 'stream', 'listed', 'environment', 'known'];

function join(left: readonly Candidate[], right: readonly Candidate[]): readonly Candidate[] | undefined {
  if (left.length * right.length > MAX_CANDIDATES) return undefined;
  return left.flatMap((a) => right.map((b) => ({ text: a.text + b.text, pattern: a.pattern || b.pattern })));
}

function candidatesOf(pieces: readonly Piece[]): readonly Candidate[] | undefined {
  return pieces.reduce<readonly Candidate[] | undefined>(
    (left, piece) => left && piece.candidates && join(left, piece.candidates),
    [{ text: '', pattern: false }],
  );
}

/** `*` stands for what is not known; without it the piece is empty, as an unset variable would be. */
function outlinesOf(pieces: readonly Piece[]): string[] {
  return ['', '*'].flatMap((filler) => {
    const filled = pieces.map(
      (piece) => piece.candidates ?? [{ text: piece.absolute ? '/~' : filler, pattern: false }],
    );
    const texts = filled.reduce<readonly Candidate[] | undefined>(
      (left, right) => left && join(left, right),
      [{ text: '', pattern: false }],
    );
    return (texts ?? [{ text: '/*', pattern: true }]).map((candidate) => candidate.text);
  });
}

/** A first piece that can be empty lets the next one come first. */
function isDashSafe(pieces: readonly Piece[]): boolean {
  if (pieces.some((piece) => piece.split)) return false;
  for (const piece of pieces) {
    if (!piece.candidates) return piece.absolute;
    if (piece.candidates.some(({ text, pattern }) => (pattern ? /^[-*?[]/ : /^-/).test(text))) return false;
    if (piece.candidates.every(({ text }) => text !== '')) return true;
  }
  return true;
}

function originOf(pieces: readonly Piece[]): Origin {
  return ORDER.find((origin) => pieces.some((piece) => piece.origin === origin)) ?? 'known';
}

function toArgument(pieces: readonly Piece[], at: Pick<Argument, 'source' | 'start' | 'end'>): Argument {
  const candidates = candidatesOf(pieces);
  const several = pieces.some((piece) => piece.split) || (candidates ?? []).some((candidate) => candidate.pattern);
  return {
    ...(candidates ? { candidates } : {}),
    fields: several ? 'some' : 'one',
    dashSafe: isDashSafe(pieces),
    origin: originOf(pieces),
    outlines: outlinesOf(pieces),
    ...at,
  };
}

/** The arguments one word becomes, or a code that says which expansion is not understood. */
export function expandWord(word: Word, context: WordContext): readonly Argument[] | string {
  const refused = word.parts.find((part) => part.type === 'refused');
  if (refused) return refused.code;
  if (word.parts.length > 1 && word.parts.some((part) => part.type === 'stream')) return 'process-substitution';
  const words = expandBraces(word.parts);
  if (!words) return 'brace-expansion';
  const at = { source: context.command.slice(word.start, word.end), start: word.start, end: word.end };
  return words.map((parts) => toArgument(toPieces(parts, context.scope, context.readOutput), at));
}
