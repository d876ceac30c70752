import type { Detector, Hit } from '../finding.js';

const begin = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** A key without an end is taken to go on for at most this long. */
const longestKey = 16_384;

/** Private keys in PEM and OpenPGP armour, whole or cut off. */
export const findPrivateKeys: Detector = (text) => {
  const hits: Hit[] = [];
  if (!text.includes('PRIVATE KEY')) return hits;
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const end = endOf(text, begin.lastIndex);
    hits.push({ category: 'secret', detector: 'private-key', start: match.index, end });
    begin.lastIndex = end;
  }
  return hits;
};

function endOf(text: string, from: number): number {
  const limit = Math.min(text.length, from + longestKey);
  const marker = text.indexOf('-----END ', from);
  if (marker < 0 || marker > limit) return limit;
  const close = text.indexOf('-----', marker + 9);
  return close < 0 || close > marker + 60 ? limit : close + 5;
}
