import { MAX_CANDIDATES } from '../limits.js';
import type { Part } from '../syntax/tree.js';

const GROUP = /\{([^{}]*)\}/g;

function sequence(inside: string): string[] | undefined {
  const numbers = /^(0|-?[1-9]\d{0,5})\.\.(0|-?[1-9]\d{0,5})$/.exec(inside);
  if (!numbers) return undefined;
  const [from, to] = [Number(numbers[1]), Number(numbers[2])];
  const step = from <= to ? 1 : -1;
  const length = Math.abs(to - from) + 1;
  return length > MAX_CANDIDATES ? undefined : Array.from({ length }, (_, index) => String(from + index * step));
}

function alternatives(inside: string): string[] | undefined {
  if (inside.includes(',')) return inside.split(',');
  return inside.includes('..') ? sequence(inside) : [`{${inside}}`];
}

function expandText(text: string): string[] | undefined {
  const rest = text.replace(GROUP, '');
  if (rest.lastIndexOf('}') > rest.indexOf('{') && rest.includes('{')) return undefined;
  let results = [''];
  let from = 0;
  for (const group of text.matchAll(GROUP)) {
    const choices = alternatives(group[1] ?? '');
    if (!choices || results.length * choices.length > MAX_CANDIDATES) return undefined;
    const before = text.slice(from, group.index);
    results = results.flatMap((result) => choices.map((choice) => result + before + choice));
    from = group.index + group[0].length;
  }
  const words = results.map((result) => result + text.slice(from));
  return words.includes('') ? undefined : words;
}

/** Whether unquoted braces with a list or a sequence between them could be in the word. */
function mayExpand(parts: readonly Part[]): boolean {
  const outline = parts.map((part) => (part.type === 'text' && !part.quoted ? part.text : '\u0000')).join('');
  const text = outline.replace(/\{[^{},.]*\}/g, '');
  const inside = text.slice(text.indexOf('{') + 1, text.lastIndexOf('}'));
  return text.includes('{') && text.includes('}') && /,|\.\./.test(inside);
}

/**
 * The words that brace expansion makes of one word, or undefined for forms this does not do: nested braces and
 * braces around quotes or expansions.
 */
export function expandBraces(parts: readonly Part[]): readonly (readonly Part[])[] | undefined {
  if (!mayExpand(parts)) return [parts];
  const [only] = parts;
  if (parts.length !== 1 || only?.type !== 'text') return undefined;
  return expandText(only.text)?.map((text) => [{ type: 'text', text, quoted: false }]);
}
