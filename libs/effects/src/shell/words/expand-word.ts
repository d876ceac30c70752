import { MAX_CANDIDATES } from '../limits.js';
import type { Word } from '../syntax/tree.js';
import { literalArgument } from './argument.js';
import type { Argument, Candidate, Origin } from './argument.js';
import { expandBraces } from './expand-braces.js';
import { toPieces } from './pieces.js';
import type { Piece, ReadOutput } from './pieces.js';
import type { Scope } from './scope.js';

interface WordContext {
  readonly scope: Scope;
  readonly readOutput: ReadOutput;
  /** The original command, for the text of a word as it was written. */
  readonly command: string;
}

const NONE: readonly string[] = [];
const PLAIN = /^[\w./:@%+,-][\w./:@%+,=-]*$/;

/** Worst first: a word takes the origin of its worst piece. */
const ORDER: readonly Origin[] = ['computed', 'stream', 'listed', 'environment', 'token', 'number', 'known'];

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
  if (pieces.some((piece) => piece.split && piece.origin !== 'token')) return false;
  for (const piece of pieces) {
    if (piece.origin === 'token') continue;
    if (!piece.candidates) return piece.absolute;
    if (piece.candidates.some(({ text, pattern }) => (pattern ? /^[-*?[]/ : /^-/).test(text))) return false;
    if (piece.candidates.every(({ text }) => text !== '')) return true;
  }
  return true;
}

function originOf(pieces: readonly Piece[]): Origin {
  return ORDER.find((origin) => pieces.some((piece) => piece.origin === origin)) ?? 'known';
}

type At = Pick<Argument, 'source' | 'start' | 'end'>;

function toArgument(pieces: readonly Piece[], { source, start, end }: At): Argument {
  const dashSafe = isDashSafe(pieces);
  const origin = originOf(pieces);
  const candidates = candidatesOf(pieces);
  if (!candidates) {
    const fields = pieces.some((piece) => piece.split) ? 'some' : 'one';
    const seen = origin === 'known' ? 'computed' : origin;
    return { candidates, fields, dashSafe, origin: seen, outlines: outlinesOf(pieces), source, start, end };
  }
  const fields = candidates.some((candidate) => candidate.pattern) ? 'some' : 'one';
  return { candidates, fields, dashSafe, origin, outlines: NONE, source, start, end };
}

/** The text of a word that no expansion can change. */
function literalText(word: Word): string | undefined {
  const [only] = word.parts;
  if (word.parts.length !== 1 || only?.type !== 'text') return undefined;
  return only.quoted || PLAIN.test(only.text) ? only.text : undefined;
}

function isNumber(name: string, scope: Scope): boolean {
  const { candidates, origin } = scope.get(name) ?? {};
  if (origin === 'number') return true;
  return candidates?.every(({ text, pattern }) => !pattern && /^\d{1,9}$/.test(text)) === true;
}

/** The arguments one word becomes, or a code that says which expansion is not understood. */
export function expandWord(word: Word, context: WordContext): readonly Argument[] | string {
  const at = { source: context.command.slice(word.start, word.end), start: word.start, end: word.end };
  const literal = literalText(word);
  if (literal !== undefined) return [literalArgument(literal, at, at.source)];
  const refused = word.parts.find((part) => part.type === 'refused');
  if (refused) return refused.code;
  if (word.parts.some((part) => part.type === 'number' && !part.names.every((name) => isNumber(name, context.scope))))
    return 'arithmetic';
  if (word.parts.length > 1 && word.parts.some((part) => part.type === 'stream')) return 'process-substitution';
  const words = expandBraces(word.parts);
  if (!words) return 'brace-expansion';
  return words.map((parts) => toArgument(toPieces(parts, context.scope, context.readOutput), at));
}
