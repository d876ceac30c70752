import type { Node, Part, Word } from '../syntax/tree.js';

/** The text of a word that is one unquoted literal. */
export function plainText(word: Word | undefined): string | undefined {
  const [part] = word?.parts ?? [];
  return word?.parts.length === 1 && part?.type === 'text' && !part.quoted ? part.text : undefined;
}

/** The names that a `read` command sets. With a redirection of its own they come from elsewhere than its loop. */
export function readNames(node: Node): string[] {
  const [behind] = node.type === 'assign' ? (node.lists[0] ?? []) : [];
  if (behind) return behind.redirections.length === 0 ? readNames(behind) : [];
  if (node.type !== 'simple' || plainText(node.words[0]) !== 'read') return [];
  return node.words.slice(1).flatMap((word) => {
    const text = plainText(word);
    return text === undefined || text.startsWith('-') ? [] : [text];
  });
}

export interface ScriptFacts {
  /** Every name a loop, `read` or an assignment sets, as often as it does. */
  readonly assigned: readonly string[];
  readonly changesDirectory: boolean;
  readonly simpleCommands: number;
}

interface Count {
  assigned: string[];
  changesDirectory: boolean;
  simpleCommands: number;
}

function countParts(parts: readonly Part[], count: Count): void {
  for (const part of parts) if ('script' in part) countNodes(part.script, count);
}

function countNodes(nodes: readonly Node[], count: Count): void {
  for (const node of nodes) {
    if (node.type === 'for') count.assigned.push(node.name);
    if (node.type === 'assign') count.assigned.push(...node.name.split(' '));
    if (node.type === 'simple') countSimple(node, count);
    for (const word of node.words) countParts(word.parts, count);
    for (const redirection of node.redirections) {
      countParts(redirection.target.parts, count);
      countParts(redirection.body, count);
    }
    for (const list of node.lists) countNodes(list, count);
  }
}

function countSimple(node: Node, count: Count): void {
  count.simpleCommands += 1;
  count.changesDirectory ||= plainText(node.words[0]) === 'cd';
  count.assigned.push(...readNames(node));
}

/** What has to be known about a whole script before it is walked. */
export function scriptFacts(script: readonly Node[]): ScriptFacts {
  const count: Count = { assigned: [], changesDirectory: false, simpleCommands: 0 };
  countNodes(script, count);
  return count;
}
