import type { Detector, Finding, Hit, PartStretch, TextPart } from './finding.js';
import { scanText } from './scan-text.js';

/** A value that was split is looked for within this many characters on both sides of the seam. */
const window = 256;
const mostParts = 64;

/** Values that begin in one text and end in another one of the same message. */
export function findAcross(parts: readonly TextPart[], custom?: Detector): Finding[] {
  return runsOf(parts).flatMap((run) => findIn(run, custom));
}

/** Texts that a model reads as one: members of the same list, one behind the other. */
function runsOf(parts: readonly TextPart[]): TextPart[][] {
  const runs: TextPart[][] = [];
  let last: { list: string; index: number } | undefined;
  for (const part of parts) {
    const place = placeOf(part.pointer);
    const run = runs.at(-1);
    const follows = place && last && place.list === last.list;
    if (run && follows && place.index === (last?.index ?? 0) + 1) run.push(part);
    else runs.push([part]);
    last = place;
  }
  return runs.filter((run) => run.length > 1);
}

/** The text of one part of a message's content. Other lists are lists of different things. */
const listMember = /^(.*)\/(\d{1,9})\/text$/;

function placeOf(pointer: string): { list: string; index: number } | undefined {
  const match = listMember.exec(pointer);
  return match ? { list: match[1] ?? '', index: Number(match[2]) } : undefined;
}

function findIn(run: readonly TextPart[], custom?: Detector): Finding[] {
  const found: Finding[] = [];
  let seam = 0;
  while (seam < run.length - 1) {
    const joined = windowAt(run, seam);
    const crossing = scanText(joined.text, custom).filter((hit) =>
      joined.pieces.some((piece) => crosses(hit, piece.at)),
    );
    found.push(
      ...crossing.map(({ category, detector, start, end }) => ({
        category,
        detector,
        at: stretches(joined, start, end),
      })),
    );
    seam = joined.last;
  }
  return found;
}

interface Joined {
  text: string;
  /** Where each part begins in the joined text, and how much of the part came before. */
  pieces: { pointer: string; at: number; offset: number; length: number }[];
  /** The part with which the next window begins. */
  last: number;
}

/** The end of one part, what follows while that is short, and the beginning of the next. */
function windowAt(run: readonly TextPart[], first: number): Joined {
  const pieces: Joined['pieces'] = [];
  let text = '';
  let last = first;
  for (let index = first; index < run.length && index - first < mostParts; index++) {
    const { pointer, text: whole } = run[index] as TextPart;
    const offset = index === first ? Math.max(0, whole.length - window) : 0;
    const taken = index === first ? whole.slice(offset) : whole.slice(0, window);
    pieces.push({ pointer, at: text.length, offset, length: taken.length });
    text += taken;
    last = index;
    if (index > first && whole.length >= window) break;
  }
  return { text, pieces, last };
}

function crosses({ start, end }: Hit, seam: number): boolean {
  return start < seam && seam < end;
}

function stretches({ pieces }: Joined, start: number, end: number): PartStretch[] {
  return pieces.flatMap(({ pointer, at, offset, length }) => {
    const from = Math.max(start, at) - at;
    const to = Math.min(end, at + length) - at;
    return to > from ? [{ pointer, start: from + offset, end: to + offset }] : [];
  });
}
