import type { ParsedScript, Script, Statement, Word as SourceWord } from 'unbash';
import { makeNode } from './tree.js';
import type { Node, Word } from './tree.js';

/** What the readers of nested constructs call back, because scripts hold words and words hold scripts. */
export interface UnbashReader {
  readonly script: (script: ParsedScript | Script | undefined) => readonly Node[];
  readonly statements: (statements: readonly Statement[]) => Node[];
  readonly word: (word: SourceWord) => Word;
}

/** A construct that is never proven; its commands stay visible for the people who decide. */
export function refusedNode(code: string, at: { pos: number; end: number }, lists: Node['lists'] = []): Node {
  return makeNode('refused', { name: code, lists, start: at.pos, end: at.end });
}
