import { HASH_BYTES, nodeHash } from './merkle-hash.js';

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
  let fn = index;
  let sn = size - 1n;
  let hash: Uint8Array = leafHash;
  for (const sibling of path) {
    if (sn === 0n) return false;
    const isRight = fn % 2n === 1n || fn === sn;
    hash = isRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    // At the right edge the levels without a sibling are passed over.
    while (isRight && fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n && Buffer.compare(hash, root) === 0;
}
