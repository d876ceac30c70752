import type { Node, Part, Word } from '../syntax/tree.js';

/** The text of a word that is one unquoted literal. */
export function plainText(word: Word | undefined): string | undefined {
  const [part] = word?.parts ?? [];
  return word?.parts.length === 1 && part?.type === 'text' && !part.quoted ? part.text : undefined;
}

/** The names that a `read` command sets. */
export function readNames(node: Node): string[] {
  if (node.type !== 'simple' || plainText(node.words[0]) !== 'read') return [];
  return node.words.slice(1).flatMap((word) => {
    const text = plainText(word);
    return text === undefined || text.startsWith('-') ? [] : [text];
  });
}

function insideParts(parts: readonly Part[]): Node[] {
  return parts.flatMap((part) => ('script' in part ? part.script.flatMap(insideNode) : []));
}

function insideNode(node: Node): Node[] {
  const words = [...node.words, ...node.redirections.map((redirection) => redirection.target)];
  const bodies = node.redirections.flatMap((redirection) => insideParts(redirection.body));
  const nested = words.flatMap((word) => insideParts(word.parts));
  return [node, ...nested, ...bodies, ...node.lists.flatMap((list) => list.flatMap(insideNode))];
}

export interface ScriptFacts {
  /** Every name a loop or `read` sets, as often as it does. */
  readonly assigned: readonly string[];
  readonly changesDirectory: boolean;
  readonly simpleCommands: number;
}

/** What has to be known about a whole script before it is walked. */
export function scriptFacts(script: readonly Node[]): ScriptFacts {
  const nodes = script.flatMap(insideNode);
  const simple = nodes.filter((node) => node.type === 'simple');
  return {
    assigned: nodes.flatMap((node) => (node.type === 'for' ? [node.name] : readNames(node))),
    changesDirectory: simple.some((node) => plainText(node.words[0]) === 'cd'),
    simpleCommands: simple.length,
  };
}
