import type { Detector, Hit } from '../finding.js';
import { endsClean, startsFresh } from '../text/boundary.js';
import { entropyOf } from '../text/entropy.js';
import { tokenFormats } from './token-formats.js';

interface Reader {
  name: string;
  rest: RegExp;
}

const readers = new Map<string, Reader[]>();
for (const { name, prefixes, rest } of tokenFormats) {
  const reader = { name, rest: new RegExp(rest, 'y') };
  for (const prefix of prefixes) readers.set(prefix, [...(readers.get(prefix) ?? []), reader]);
}

const escaped = [...readers.keys()]
  .sort((a, b) => b.length - a.length)
  .map((prefix) => prefix.replace(/[.+/]/g, '\\$&'));
const anyPrefix = new RegExp(escaped.join('|'), 'y');

/** Below this, a token is a placeholder such as sk-xxxxxxxx. Bits per character. */
const leastEntropy = 2;

/** No token is shorter, prefix included, and prose has no such words; looking for them first makes it cheap. */
const longWord = /[\w./+=-]{20,}/g;

/** Tokens of well-known issuers, told by how they begin. */
export const findTokens: Detector = (text) => {
  const hits: Hit[] = [];
  longWord.lastIndex = 0;
  for (let word = longWord.exec(text); word; word = longWord.exec(text)) {
    findWithin(text, { start: word.index, word: word[0] }, hits);
  }
  return hits;
};

function findWithin(text: string, { start, word }: { start: number; word: string }, hits: Hit[]): void {
  const end = start + word.length;
  for (let at = start; at < end; at++) {
    if (text[at] !== '.' && !startsFresh(text, at)) continue;
    const hit = prefixAt(text, at);
    if (!hit) continue;
    hits.push(hit);
    at = hit.end - 1;
  }
}

function prefixAt(text: string, at: number): Hit | undefined {
  anyPrefix.lastIndex = at;
  const match = anyPrefix.exec(text);
  return match ? read(text, at, match[0]) : undefined;
}

function read(text: string, start: number, prefix: string): Hit | undefined {
  const from = start + prefix.length;
  for (const { name, rest } of readers.get(prefix) ?? []) {
    rest.lastIndex = from;
    const end = rest.test(text) ? rest.lastIndex : -1;
    if (end > 0 && endsClean(text, end) && entropyOf(text.slice(from, end)) >= leastEntropy) {
      return { category: 'secret', detector: name, start, end };
    }
  }
  return undefined;
}
