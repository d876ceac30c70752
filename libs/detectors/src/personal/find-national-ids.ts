import type { Detector, Hit } from '../finding.js';
import { standsAlone, startsFresh } from '../text/boundary.js';
import { matchesOf } from '../text/matches.js';
import { nationalIds, type NationalId } from './national-ids.js';

/** The word that calls a number what it is stands within this many characters before it. */
const nearby = 40;

const plain = nationalIds
  .filter(({ called }) => called === undefined)
  .map((id) => ({ ...id, here: new RegExp(id.pattern.source, 'y') }));
const called = nationalIds.filter((id) => id.called !== undefined);
const anyPlain = new RegExp(plain.map(({ pattern }) => pattern.source).join('|'), 'g');
const anyWord = new RegExp(called.map((id) => id.called?.source).join('|'), 'i');

/** National identification numbers. */
export const findNationalIds: Detector = (text) => [
  ...findPlain(text),
  ...(anyWord.test(text) ? called.flatMap((id) => find(text, id)) : []),
];

/** One pass for all that need no word beside them: at each place where one of the forms begins, each of them is tried. */
function findPlain(text: string): Hit[] {
  const hits: Hit[] = [];
  anyPlain.lastIndex = 0;
  for (let match = anyPlain.exec(text); match; match = anyPlain.exec(text)) {
    const hit = startsFresh(text, match.index) ? plainAt(text, match.index) : undefined;
    if (hit) hits.push(hit);
    anyPlain.lastIndex = hit?.end ?? match.index + 1;
  }
  return hits;
}

function plainAt(text: string, start: number): Hit | undefined {
  for (const { name, here, validate } of plain) {
    here.lastIndex = start;
    const end = here.test(text) ? here.lastIndex : -1;
    if (end < 0 || !standsAlone(text, start, end) || !validate(text.slice(start, end)).isValid) continue;
    return { category: 'personal', detector: name, start, end };
  }
  return undefined;
}

function find(text: string, { name, pattern, validate, called: word }: NationalId): Hit[] {
  if (word && !word.test(text)) return [];
  const hits: Hit[] = [];
  for (const { start, end, value } of matchesOf(text, pattern)) {
    if (!standsAlone(text, start, end)) continue;
    if (word && !word.test(text.slice(Math.max(0, start - nearby), start))) continue;
    if (validate(value).isValid) hits.push({ category: 'personal', detector: name, start, end });
  }
  return hits;
}
