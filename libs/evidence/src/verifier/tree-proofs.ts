import { isSameBytes } from './bytes.js';
import { HASH_LENGTH, hashOfNode } from './tree.js';

export interface LeafInTree {
  index: bigint;
  size: bigint;
  leafHash: Uint8Array;
  path: readonly Uint8Array[];
  root: Uint8Array;
}

export interface TreeInTree {
  oldSize: bigint;
  newSize: bigint;
  oldRoot: Uint8Array;
  newRoot: Uint8Array;
  path: readonly Uint8Array[];
}

/**
 * RFC 6962 section 2.1.1. The path has two parts: as long as leaf and last leaf lie in different subtrees, each bit of
 * the index tells the side of the sibling; from where they share one, every sibling is on the left.
 */
export function provesInclusion({ index, size, leafHash, path, root }: LeafInTree): boolean {
  if (index < 0n || index >= size || !areHashes([leafHash, root, ...path])) return false;
  const inner = bitLength(index ^ (size - 1n));
  if (path.length !== inner + onesIn(index >> BigInt(inner))) return false;
  const below = climbInner(leafHash, path.slice(0, inner), index);
  return isSameBytes(climbLeft(below, path.slice(inner)), root);
}

/** RFC 6962 section 2.1.2, in the same two parts, from the largest complete subtree that ends the old tree. */
export function provesConsistency({ oldSize, newSize, oldRoot, newRoot, path }: TreeInTree): boolean {
  if (oldSize < 1n || oldSize > newSize || !areHashes([oldRoot, newRoot, ...path])) return false;
  if (oldSize === newSize) return path.length === 0 && isSameBytes(oldRoot, newRoot);
  const shift = bitLength(oldSize & -oldSize) - 1;
  const isComplete = oldSize === 1n << BigInt(shift);
  const [seed, ...siblings] = isComplete ? [oldRoot, ...path] : path;
  const inner = bitLength((oldSize - 1n) ^ (newSize - 1n)) - shift;
  const bits = (oldSize - 1n) >> BigInt(shift);
  if (seed === undefined || siblings.length !== inner + onesIn(bits >> BigInt(inner))) return false;
  const [nearer, farther] = [siblings.slice(0, inner), siblings.slice(inner)];
  const older = climbLeft(
    climbLeft(
      seed,
      nearer.filter((_, i) => isOne(bits, i)),
    ),
    farther,
  );
  const newer = climbLeft(climbInner(seed, nearer, bits), farther);
  return isSameBytes(older, oldRoot) && isSameBytes(newer, newRoot);
}

function climbInner(seed: Uint8Array, siblings: readonly Uint8Array[], bits: bigint): Uint8Array {
  return siblings.reduce(
    (hash, other, i) => (isOne(bits, i) ? hashOfNode(other, hash) : hashOfNode(hash, other)),
    seed,
  );
}

function climbLeft(seed: Uint8Array, siblings: readonly Uint8Array[]): Uint8Array {
  return siblings.reduce((hash, left) => hashOfNode(left, hash), seed);
}

function isOne(bits: bigint, place: number): boolean {
  return ((bits >> BigInt(place)) & 1n) === 1n;
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function onesIn(value: bigint): number {
  return value.toString(2).replaceAll('0', '').length;
}

function areHashes(values: readonly Uint8Array[]): boolean {
  return values.every((value) => value.length === HASH_LENGTH);
}
