import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Detector, Hit } from '../finding.js';
import { startsFresh, endsClean } from '../text/boundary.js';

const begin = /[A-Z]{2}\d{2}(?= ?[A-Z0-9]{4})/g;

/** International bank account numbers, with or without gaps: the country's length and form and the check digits. */
export const findIbans: Detector = (text) => {
  const hits: Hit[] = [];
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const length = countrySpecs[match[0].slice(0, 2)]?.chars;
    const end = length && startsFresh(text, match.index) ? endOf(text, match.index, length) : undefined;
    if (end === undefined) continue;
    hits.push({ category: 'account-number', detector: 'iban', start: match.index, end });
    begin.lastIndex = end;
  }
  return hits;
};

/** Behind so many characters, single gaps aside, if they are an account number. */
function endOf(text: string, start: number, length: number): number | undefined {
  let end = start;
  let value = '';
  while (value.length < length && end < text.length) {
    const character = text[end] as string;
    if (/[A-Z0-9]/.test(character)) value += character;
    else if ((character !== ' ' && character !== '-') || !/[A-Z0-9]/.test(text[end - 1] ?? '')) return undefined;
    end++;
  }
  return endsClean(text, end) && isValidIBAN(value) ? end : undefined;
}
