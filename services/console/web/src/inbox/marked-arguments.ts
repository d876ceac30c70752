import type { Approval } from '../api/types.js';
import { readable, readableArguments } from './readable.js';

type Effect = Approval['effects'][number];
type Span = NonNullable<Effect['span']>;

/** A piece of the arguments as they are shown, and the effect that is derived from it. */
export interface Piece {
  text: string;
  effect?: Effect;
}

type Spanning = Effect & { span: Span };

/**
 * The very arguments that would run, indented, in pieces: what shows an effect is a piece of its own. Together they are what
 * `readableArguments` gives.
 */
export function markedArguments(argumentsText: string, effects: readonly Effect[]): Piece[] {
  const spanning = effects.filter((effect): effect is Spanning => effect.span !== undefined);
  try {
    const value: unknown = JSON.parse(argumentsText);
    return joined(piecesOf(value, { pointer: '', indent: '', spanning }));
  } catch {
    return [{ text: readableArguments(argumentsText) }];
  }
}

interface Place {
  pointer: string;
  indent: string;
  spanning: readonly Spanning[];
}

function piecesOf(value: unknown, place: Place): Piece[] {
  if (typeof value === 'string') return stringPieces(value, place);
  if (typeof value !== 'object' || value === null) return [{ text: JSON.stringify(value) }];
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = isArray ? '[]' : '{}';
  if (entries.length === 0) return [{ text: `${open}${close}` }];
  const inner = `${place.indent}  `;
  const members = entries.flatMap(([name, member], index) => [
    { text: `${index === 0 ? '' : ','}\n${inner}${isArray ? '' : `${readable(JSON.stringify(name))}: `}` },
    ...piecesOf(member, { ...place, indent: inner, pointer: `${place.pointer}/${escaped(name)}` }),
  ]);
  return [{ text: open ?? '' }, ...members, { text: `\n${place.indent}${close}` }];
}

/** As RFC 6901 has it. */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

function stringPieces(value: string, { pointer, spanning }: Place): Piece[] {
  const here = spanning.filter(({ span }) => span.pointer === pointer);
  const ends = here.flatMap(({ span }) => [span.start, span.end]).filter((at) => at > 0 && at < value.length);
  const cuts = [0, ...[...new Set(ends)].sort((a, b) => a - b), value.length];
  const pieces = cuts.slice(1).map((end, index): Piece => {
    const start = cuts[index] ?? 0;
    const text = readable(JSON.stringify(value.slice(start, end)).slice(1, -1));
    // Of effects within each other the smallest says most.
    const [effect] = here
      .filter(({ span }) => span.start <= start && span.end >= end && start < end)
      .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
    return effect === undefined ? { text } : { text, effect };
  });
  return [{ text: '"' }, ...pieces, { text: '"' }];
}

/** Neighbours without an effect are one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((all, piece) => {
    const last = all.at(-1);
    if (last && !last.effect && !piece.effect) last.text += piece.text;
    else all.push({ ...piece });
    return all;
  }, []);
}
