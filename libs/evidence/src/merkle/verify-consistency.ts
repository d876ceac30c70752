import { HASH_BYTES, nodeHash } from './merkle-hash.js';
import { joinsFromLeft, placeAbove, type TreePlace } from './tree-place.js';

export interface ConsistencyClaim {
  oldSize: bigint;
  newSize: bigint;
  oldRoot: Uint8Array;
  newRoot: Uint8Array;
  path: readonly Uint8Array[];
}

/** RFC 9162 section 2.1.4.2. An old size of 0 is refused: any tree extends the empty one, so nothing is proved. */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, path } = claim;
  if (oldSize < 1n || oldSize > newSize) return false;
  if (![oldRoot, newRoot, ...path].every((hash) => hash.length === HASH_BYTES)) return false;
  if (oldSize === newSize) return path.length === 0 && Buffer.compare(oldRoot, newRoot) === 0;
  const roots = impliedRoots(claim);
  return roots !== undefined && Buffer.compare(roots.old, oldRoot) === 0 && Buffer.compare(roots.new, newRoot) === 0;
}

/** Both roots as the path implies them; undefined if the path is too long or too short. */
function impliedRoots({
  oldSize,
  newSize,
  oldRoot,
  path,
}: ConsistencyClaim): { old: Uint8Array; new: Uint8Array } | undefined {
  const isComplete = (oldSize & (oldSize - 1n)) === 0n;
  const [first, ...rest] = isComplete ? [oldRoot, ...path] : path;
  if (first === undefined) return undefined;
  let place: TreePlace = { node: oldSize - 1n, last: newSize - 1n };
  while (place.node % 2n === 1n) place = { node: place.node / 2n, last: place.last / 2n };
  let [oldHash, newHash] = [first, first];
  for (const hash of rest) {
    if (place.last === 0n) return undefined;
    const isShared = joinsFromLeft(place);
    if (isShared) oldHash = nodeHash(hash, oldHash);
    newHash = isShared ? nodeHash(hash, newHash) : nodeHash(newHash, hash);
    place = placeAbove(place);
  }
  return place.last === 0n ? { old: oldHash, new: newHash } : undefined;
}
