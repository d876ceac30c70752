import { textOf, typeOf } from './mvdan-parser.js';
import type { GoNode } from './mvdan-parser.js';
import { readMvdanWord } from './mvdan-parts.js';
import type { ReadStatements } from './mvdan-parts.js';
import { makeNode } from './tree.js';
import type { Node, Word } from './tree.js';

const EMPTY: Word = { parts: [], start: 0, end: 0 };

function plainValue(assign: GoNode, read: ReadStatements): Word | undefined {
  const special = assign['Append'] || assign['Naked'] || [assign['Index'], assign['Array']].some(typeOf);
  if (special) return undefined;
  return typeOf(assign['Value']) === undefined ? EMPTY : readMvdanWord(assign['Value'], read);
}

/** `name=value` alone, or before a command: then the list holds that command. */
export function readMvdanAssigning(assigns: readonly GoNode[], command: Node, read: ReadStatements): Node {
  const words = assigns.map((assign) => plainValue(assign, read)).filter((value) => value !== undefined);
  if (words.length !== assigns.length) return makeNode('refused', { name: 'assignment' });
  const name = assigns.map((assign) => textOf((assign['Name'] as GoNode)['Value'])).join(' ');
  return makeNode('assign', { name, words, lists: command.words.length === 0 ? [] : [[command]] });
}

/** Redirections stand beside the command in the second parser and belong to the command behind the assignments. */
export function redirectedAssigning(node: Node, redirections: Node['redirections']): Node {
  const command = node.lists[0]?.[0];
  if (!command) return makeNode('refused', { name: 'assignment' });
  return { ...node, lists: [[{ ...command, redirections }]] };
}
