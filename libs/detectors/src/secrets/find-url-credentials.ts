import type { Detector } from '../finding.js';
import { matchesOf } from '../text/matches.js';

const credentials = /:\/\/[^\s:/@"'<>]{0,64}:([^\s/@"'<>]{3,128})@/dg;

/** Passwords in addresses such as postgres://user:password@host. */
export const findUrlCredentials: Detector = (text) => {
  if (!text.includes('://')) return [];
  return [...matchesOf(text, credentials)]
    .filter(({ value }) => !isPlaceholder(value))
    .map(({ start, end }) => ({ category: 'secret', detector: 'url-credentials', start, end }));
};

function isPlaceholder(value: string): boolean {
  return /^[$%{[(]/.test(value) || /^[*xX.]+$/.test(value);
}
