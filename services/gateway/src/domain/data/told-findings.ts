import type { Examined } from './examined.js';

export interface ToldFinding {
  category: string;
  detector: string;
  pointer: string;
  start: number;
  end: number;
}

/** More finds than this say no more; their number is among the counts. */
const mostFindings = 200;
const longestPointer = 512;
const ordinary = /^(?:[A-Za-z_]{1,24}|\d{1,6})$/;

/** Where something was found, for the record: places, never values. */
export function toldFindings({ findings, inNames }: Examined): ToldFinding[] {
  return [...findings, ...inNames]
    .flatMap(({ category, detector, at }) =>
      at.map(({ pointer, start, end }) => ({ category, detector, pointer: toldPointer(pointer), start, end })),
    )
    .slice(0, mostFindings);
}

/** Names of members come from agents and may hold values themselves; what is no plain word is told as `*`. */
function toldPointer(pointer: string): string {
  const segments = pointer.split('/').slice(1);
  const told = segments.map((segment) => `/${ordinary.test(segment) ? segment : '*'}`).join('');
  return told.slice(0, longestPointer);
}
