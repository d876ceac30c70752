import type { Detector, Hit } from '../finding.js';

const local = /[A-Za-z0-9._%+'-]/;
const domain = /[A-Za-z0-9.-]/;
const longestLocal = 64;
const longestDomain = 253;
const longestUser = 200;
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
/** What ends like an address and is the name of a file. */
const fileEndings = new Set([
  'png',
  'jpg',
  'jpeg',
  'gif',
  'svg',
  'webp',
  'ico',
  'js',
  'ts',
  'css',
  'json',
  'html',
  'map',
]);

/** E-mail addresses. */
export const findEmails: Detector = (text) => {
  const hits: Hit[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOf(text, at);
    const end = endOf(text, at);
    if (start < at && isDomain(text.slice(at + 1, end)) && !isUserOfHost(text, start, at)) {
      hits.push({ category: 'personal', detector: 'email', start, end });
    }
  }
  return hits;
};

function startOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < longestLocal && local.test(text[start - 1] as string)) start--;
  // What an escape such as \n, in text that holds JSON, leaves of itself.
  if (start > 0 && text[start - 1] === '\\' && 'nrt'.includes(text[start] ?? '')) start++;
  while (start < at && ".'%+-".includes(text[start] as string)) start++;
  return start;
}

function endOf(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && end - at <= longestDomain && domain.test(text[end] as string)) end++;
  while (end > at && '.-'.includes(text[end - 1] as string)) end--;
  return end;
}

function isDomain(name: string): boolean {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || !labels.every((one) => label.test(one))) return false;
  return /^(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})$/.test(last) && !fileEndings.has(last.toLowerCase());
}

/** `git@host.example:group/project`, and who signs in by an address such as ssh://deploy:password@host.example. */
function isUserOfHost(text: string, start: number, at: number): boolean {
  if (text.slice(start, at) === 'git') return true;
  const scheme = text.lastIndexOf('://', start);
  return scheme >= 0 && at - scheme < longestUser && !/[\s/]/.test(text.slice(scheme + 3, at));
}
