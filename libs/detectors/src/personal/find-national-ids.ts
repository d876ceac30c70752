import type { Detector, Hit } from '../finding.js';
import { standsAlone } from '../text/boundary.js';
import { matchesOf } from '../text/matches.js';
import { nationalIds, type NationalId } from './national-ids.js';

/** The word that calls a number what it is stands within this many characters before it. */
const nearby = 40;

const plain = nationalIds.filter(({ called }) => called === undefined);
const called = nationalIds.filter((id) => id.called !== undefined);
const anyPlain = new RegExp(plain.map(({ pattern }) => pattern.source).join('|'));
const anyWord = new RegExp(called.map((id) => id.called?.source).join('|'), 'i');

/** National identification numbers. */
export const findNationalIds: Detector = (text) => [
  ...(anyPlain.test(text) ? plain.flatMap((id) => find(text, id)) : []),
  ...(anyWord.test(text) ? called.flatMap((id) => find(text, id)) : []),
];

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
