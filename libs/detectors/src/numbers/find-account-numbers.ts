import type { Detector } from '../finding.js';
import { standsAlone } from '../text/boundary.js';
import { matchesOf } from '../text/matches.js';

const named =
  /\b(?:bank[ -]?)?(?:account|acct|konto|compte|cuenta)[ _-]?(?:no|nr|num|number|nummer|#)\.?["']?[ :=#]{1,4}["']?(\d[\d -]{4,24}\d)/dgi;

/** Account numbers without check digits, where they are called so. */
export const findAccountNumbers: Detector = (text) =>
  [...matchesOf(text, named)]
    .filter(({ start, end, value }) => standsAlone(text, start, end) && isCount(value.replace(/\D/g, '').length))
    .map(({ start, end }) => ({ category: 'account-number', detector: 'account-number', start, end }));

function isCount(digits: number): boolean {
  return digits >= 6 && digits <= 20;
}
