import { nodeHash } from './merkle-hash.js';

/**
 * Gives the root of a complete subtree, as the NodeVisitor of CompactRange was told it: level 0 is a leaf, and subtree
 * `index` of a level covers the leaves from index * 2^level on.
 */
export type NodeReader = (level: number, index: number) => Buffer | Promise<Buffer>;

/** Where the hashes of a tree come from: all its leaf hashes, or a way to fetch single nodes. */
export type TreeSource = readonly Buffer[] | NodeReader;

export function nodeReaderOf(source: TreeSource): NodeReader {
  return typeof source === 'function' ? source : (level, index) => computeNode(source, level, index);
}

function computeNode(leafHashes: readonly Buffer[], level: number, index: number): Buffer {
  if (level > 0) {
    return nodeHash(computeNode(leafHashes, level - 1, 2 * index), computeNode(leafHashes, level - 1, 2 * index + 1));
  }
  const hash = leafHashes[index];
  if (hash === undefined) throw new RangeError(`there is no leaf hash ${index}`);
  return hash;
}
