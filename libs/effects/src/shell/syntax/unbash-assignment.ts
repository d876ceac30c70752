import type { Command } from 'unbash';
import { makeNode } from './tree.js';
import type { Node, Word } from './tree.js';
import { refusedNode } from './unbash-reader.js';
import type { UnbashReader } from './unbash-reader.js';

/** The value of `name=word`; an index, an array or `+=` has none here. */
function plainValue(item: Command['prefix'][number], reader: UnbashReader): Word | undefined {
  if (item.type !== 'Assignment') return undefined;
  const { name, append, index, value } = item;
  return name && !append && !index && value?.type === 'Word' ? reader.word(value) : undefined;
}

/** `name=value` alone, or before a command: then the list holds that command. */
export function readAssigning(node: Command, simple: Node, reader: UnbashReader): Node {
  const values = node.prefix.map((item) => plainValue(item, reader));
  const words = values.filter((value) => value !== undefined);
  const plain = words.length === values.length && node.suffix.every((item) => item.type === 'Word');
  const alone = simple.words.length === 0;
  if (!plain || (alone && simple.redirections.length > 0)) return refusedNode('assignment', node, [[simple]]);
  const name = node.prefix.map((item) => (item.type === 'Assignment' ? item.name : '')).join(' ');
  return makeNode('assign', { name, words, lists: alone ? [] : [[simple]], start: node.pos, end: node.end });
}
