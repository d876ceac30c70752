import { CompactRange, type CompactRangeState } from '@countersign/evidence';

/** A root that the tree must have at a size. */
export interface KnownRoot {
  size: number;
  root: Buffer;
  /** Who says so, for the error. */
  from: string;
}

/** The store does not continue what was signed. To sign it would bind us to two histories. */
export class TreeDiverged extends Error {}

function check(tree: CompactRange, known: readonly KnownRoot[]): void {
  for (const { size, root, from } of known) {
    if (size === tree.size && !root.equals(tree.root()))
      throw new TreeDiverged(`the root of ${size} leaves is not the one that ${from} says`);
  }
}

/**
 * Grows the tree that was signed last by the leaf hashes of the store. Every known root that it comes by must be its own,
 * so what is signed next is a continuation of all that was signed before.
 */
export async function extendSignedTree(
  signed: CompactRangeState,
  hashes: AsyncIterable<Buffer>,
  known: readonly KnownRoot[],
): Promise<CompactRange> {
  const tree = CompactRange.fromState(signed);
  check(tree, known);
  const sizes = new Set(known.map((each) => each.size));
  for await (const hash of hashes) {
    tree.append(hash);
    if (sizes.has(tree.size)) check(tree, known);
  }
  return tree;
}
