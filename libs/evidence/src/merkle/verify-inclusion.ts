import { HASH_BYTES, nodeHash } from './merkle-hash.js';
import { joinsFromLeft, placeAbove, type TreePlace } from './tree-place.js';

export interface InclusionClaim {
  index: bigint;
  size: bigint;
  leafHash: Uint8Array;
  path: readonly Uint8Array[];
  root: Uint8Array;
}

/** RFC 9162 section 2.1.3.2. Sizes are BigInt because they come from outside and may reach 2^64-1. */
export function verifyInclusion({ index, size, leafHash, path, root }: InclusionClaim): boolean {
  if (index < 0n || index >= size) return false;
  if (![leafHash, root, ...path].every((hash) => hash.length === HASH_BYTES)) return false;
  let place: TreePlace = { node: index, last: size - 1n };
  let hash: Uint8Array = leafHash;
  for (const sibling of path) {
    if (place.last === 0n) return false;
    hash = joinsFromLeft(place) ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    place = placeAbove(place);
  }
  return place.last === 0n && Buffer.compare(hash, root) === 0;
}
