import type { Node, Part, Word } from '../syntax/tree.js';

/** The text of a word that is one unquoted literal. */
export function plainText(word: Word | undefined): string | undefined {
  const [part] = word?.parts ?? [];
  return word?.parts.length === 1 && part?.type === 'text' && !part.quoted ? part.text : undefined;
}

/** The command behind `IFS=` and its like. */
export function behindSettings(node: Node): Node {
  return (node.type === 'assign' && node.lists[0]?.[0]) || node;
}

/** The names that a `read` command sets. With a redirection of its own they come from elsewhere than its loop. */
export function readNames(node: Node): string[] {
  const { type, words } = behindSettings(node);
  if (type !== 'simple' || plainText(words[0]) !== 'read') return [];
  return words.slice(1).flatMap((word) => {
    const text = plainText(word);
    return text === undefined || text.startsWith('-') || text === '_' ? [] : [text];
  });
}

export interface ScriptFacts {
  /** Every name a loop, `read` or an assignment sets, as often as it does. */
  readonly assigned: readonly string[];
  /** Of those, the names that every assignment sets to a number. */
  readonly numbers: ReadonlySet<string>;
  readonly changesDirectory: boolean;
  readonly simpleCommands: number;
}

interface Count {
  assigned: string[];
  others: string[];
  changesDirectory: boolean;
  simpleCommands: number;
}

function countParts(parts: readonly Part[], count: Count): void {
  for (const part of parts) if ('script' in part) countNodes(part.script, count);
}

function countNodes(nodes: readonly Node[], count: Count): void {
  for (const node of nodes) {
    if (node.type === 'for') count.others.push(node.name);
    if (node.type === 'assign') countAssignments(node, count);
    if (node.type === 'simple') countSimple(node, count);
    for (const word of node.words) countParts(word.parts, count);
    for (const redirection of node.redirections) {
      countParts(redirection.target.parts, count);
      countParts(redirection.body, count);
    }
    for (const list of node.lists) countNodes(list, count);
  }
}

/** A number, or arithmetic, which gives one. */
function isNumber({ parts: [only, ...more] }: Word): boolean {
  if (!only || more.length > 0) return false;
  return only.type === 'number' || (only.type === 'text' && /^\d{1,9}$/.test(only.text));
}

function countAssignments(node: Node, count: Count): void {
  for (const [index, name] of node.name.split(' ').entries()) {
    const value = node.words[index];
    (value && isNumber(value) ? count.assigned : count.others).push(name);
  }
}

function countSimple(node: Node, count: Count): void {
  count.simpleCommands += 1;
  count.changesDirectory ||= plainText(node.words[0]) === 'cd';
  count.others.push(...readNames(node));
}

/** What has to be known about a whole script before it is walked. */
export function scriptFacts(script: readonly Node[]): ScriptFacts {
  const count: Count = { assigned: [], others: [], changesDirectory: false, simpleCommands: 0 };
  countNodes(script, count);
  const { assigned, others, ...facts } = count;
  const numbers = new Set(assigned.filter((name) => !others.includes(name)));
  return { ...facts, assigned: [...assigned, ...others], numbers };
}
