import type { Node, Part, Redirection, Word } from './tree.js';

function every<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}

/** What a part says besides its script, whichever of these its type has. */
type Label = Partial<Record<'type' | 'quoted' | 'text' | 'name' | 'form', unknown>>;

/** Whether two parts say the same besides their scripts; a refused part is never the same as another. */
function sameLabel(a: Part, b: Part): boolean {
  if (a.type !== b.type || a.type === 'refused') return false;
  const [one, other]: [Label, Label] = [a, b];
  return one.quoted === other.quoted && one.text === other.text && one.name === other.name && one.form === other.form;
}

const NONE: readonly Node[] = [];
const scriptOf = (part: Part): readonly Node[] => ('script' in part ? part.script : NONE);

const samePart = (a: Part, b: Part): boolean => sameLabel(a, b) && every(scriptOf(a), scriptOf(b), sameNode);

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
