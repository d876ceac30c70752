import type { Node, Part, Redirection, Word } from './tree.js';

function every<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}

function samePart(a: Part, b: Part): boolean {
  if (a.type !== b.type) return false;
  switch (a.type) {
    case 'text':
      return b.type === 'text' && a.text === b.text && a.quoted === b.quoted;
    case 'variable':
      return b.type === 'variable' && a.name === b.name && a.quoted === b.quoted;
    case 'modified':
      return b.type === 'modified' && a.name === b.name && a.form === b.form && a.quoted === b.quoted;
    case 'output':
      return b.type === 'output' && a.quoted === b.quoted && every(a.script, b.script, sameNode);
    case 'stream':
      return b.type === 'stream' && every(a.script, b.script, sameNode);
    case 'number':
      return b.type === 'number' && a.quoted === b.quoted;
    case 'refused':
      return false;
  }
}

const sameWord = (a: Word, b: Word): boolean => every(a.parts, b.parts, samePart);

const sameRedirection = (a: Redirection, b: Redirection): boolean =>
  a.operator === b.operator &&
  a.descriptor === b.descriptor &&
  sameWord(a.target, b.target) &&
  every(a.body, b.body, samePart);

function sameNode(a: Node, b: Node): boolean {
  return (
    a.type === b.type &&
    a.type !== 'refused' &&
    a.name === b.name &&
    every(a.words, b.words, sameWord) &&
    every(a.redirections, b.redirections, sameRedirection) &&
    every(a.lists, b.lists, sameScript)
  );
}

/** Whether two readings are the same tree, positions aside. A refused construct is never the same as anything. */
export function sameScript(a: readonly Node[], b: readonly Node[]): boolean {
  return every(a, b, sameNode);
}
