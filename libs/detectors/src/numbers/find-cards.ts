import cards from 'card-validator';
import type { Detector, Hit } from '../finding.js';
import { standsAlone } from '../text/boundary.js';
import { matchesOf } from '../text/matches.js';

/** As cards print their numbers, and without gaps. */
const shapes =
  /\d{4} \d{4} \d{4} \d{4}(?: \d{3})?|\d{4}-\d{4}-\d{4}-\d{4}(?:-\d{3})?|\d{4} \d{6} \d{4,5}|\d{4}-\d{6}-\d{4,5}|\d{14,32}/g;

/** Card numbers: an issuer's range, its length and the check digit. */
export const findCards: Detector = (text) => {
  const hits: Hit[] = [];
  for (const { start, end, value } of matchesOf(text, shapes)) {
    const number = value.replace(/\D/g, '');
    if (standsAlone(text, start, end) && isCard(number)) {
      hits.push({ category: 'card-number', detector: 'payment-card', start, end });
    }
  }
  return hits;
};

/** The check digit; cheaper than the table of issuers, and wrong in nine of ten numbers that are no cards. */
function hasCheckDigit(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index++) {
    const digit = number.charCodeAt(number.length - 1 - index) - 48;
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

function isCard(number: string): boolean {
  if (number.length < 14 || number.length > 19 || new Set(number).size === 1) return false;
  if (!hasCheckDigit(number)) return false;
  const { isValid, card } = cards.number(number);
  // Maestro has so many ranges and lengths that one in ten numbers of any kind would be one.
  return isValid && (card?.type !== 'maestro' || number.length === 16);
}
