import type { Node, Part, Redirection, Word } from './tree.js';

function every<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}

/** What a part says besides its script; a refused part says nothing that another could say too. */
function labelOf(part: Part): string | undefined {
  switch (part.type) {
    case 'text':
      return `text ${part.quoted} ${part.text}`;
    case 'variable':
      return `variable ${part.quoted} ${part.name}`;
    case 'modified':
      return `modified ${part.quoted} ${part.name} ${part.form}`;
    case 'output':
    case 'number':
      return `${part.type} ${part.quoted}`;
    case 'stream':
      return 'stream';
    case 'refused':
      return undefined;
  }
}

const scriptOf = (part: Part): readonly Node[] => ('script' in part ? part.script : []);

function samePart(a: Part, b: Part): boolean {
  const label = labelOf(a);
  return label !== undefined && label === labelOf(b) && every(scriptOf(a), scriptOf(b), sameNode);
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
