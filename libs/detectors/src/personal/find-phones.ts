import { isValidPhoneNumber, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { Detector, Hit } from '../finding.js';
import { standsAlone, startsFresh } from '../text/boundary.js';
import { matchesOf } from '../text/matches.js';

const international = /\+[1-9][\d ()./-]{5,20}\d/g;
const written00 = /\b00[1-9]\d{0,2}[ /-][\d ()./-]{4,16}\d/g;
const american = /(?:\b1[-. ])?(?:\(\d{3}\) ?|\b\d{3}[-.])\d{3}[-.]\d{4}/g;
const named =
  /\b(?:tele(?:ph|f)one?|tel|phone|mobile?|cell|handy|fax|t[ée]l)(?:[ -]?(?:no|nr|number))?[.:= #]{1,4}([(0][\d ()./-]{5,18}\d)/dgi;

/** Phone numbers: with a country code anywhere, in North American form, and national ones that are called so. */
export const findPhones: Detector = (text) => [
  ...(text.includes('+') ? valid(text, international, (value) => isPhone(value)) : []),
  ...(text.includes('00') ? valid(text, written00, (value) => isPhone(`+${value.slice(2)}`)) : []),
  ...valid(text, american, (value) => isPhone(value, 'US')),
  ...valid(text, named, (value) => isCount(value.replace(/\D/g, '').length)),
];

function valid(text: string, pattern: RegExp, accepts: (value: string) => boolean): Hit[] {
  const hits: Hit[] = [];
  for (const { start, end, value } of matchesOf(text, pattern)) {
    const trimmed = shorten(value, accepts);
    const isFree = startsFresh(text, start) && standsAlone(text, start, start + trimmed.length);
    if (trimmed !== '' && isFree)
      hits.push({ category: 'personal', detector: 'phone', start, end: end - (value.length - trimmed.length) });
  }
  return hits;
}

/** Other digits may follow a number after a space; the longest start that is one counts. */
function shorten(value: string, accepts: (value: string) => boolean): string {
  let rest = value;
  for (let tries = 0; tries < 4; tries++) {
    if (accepts(rest)) return rest;
    const cut = rest.search(/[ (./-]{1,3}\d{1,20}$/);
    if (cut <= 6) return '';
    rest = rest.slice(0, cut).replace(/[ (./-]{1,3}$/, '');
  }
  return '';
}

function isCount(digits: number): boolean {
  return digits >= 7 && digits <= 15;
}

function isPhone(value: string, country?: CountryCode): boolean {
  return country ? isValidPhoneNumber(value, country, metadata) : isValidPhoneNumber(value, metadata);
}
