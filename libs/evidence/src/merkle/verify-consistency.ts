import { HASH_BYTES, nodeHash } from './merkle-hash.js';

export interface ConsistencyClaim {
  oldSize: bigint;
  newSize: bigint;
  oldRoot: Uint8Array;
  newRoot: Uint8Array;
  path: readonly Uint8Array[];
}

/** RFC 9162 section 2.1.4.2. An old size of 0 is refused: any tree extends the empty one, so nothing is proved. */
export function verifyConsistency({ oldSize, newSize, oldRoot, newRoot, path }: ConsistencyClaim): boolean {
  if (oldSize < 1n || oldSize > newSize) return false;
  if (![oldRoot, newRoot, ...path].every((hash) => hash.length === HASH_BYTES)) return false;
  if (oldSize === newSize) return path.length === 0 && Buffer.compare(oldRoot, newRoot) === 0;
  const isComplete = (oldSize & (oldSize - 1n)) === 0n;
  const [first, ...rest] = isComplete ? [oldRoot, ...path] : path;
  if (first === undefined || path.length === 0) return false;
  const roots = climb(oldSize, newSize, { first, rest });
  return roots !== undefined && Buffer.compare(roots.old, oldRoot) === 0 && Buffer.compare(roots.new, newRoot) === 0;
}

interface Steps {
  first: Uint8Array;
  rest: readonly Uint8Array[];
}

/** Both roots as the path implies them; undefined if the path is too long or too short. */
function climb(
  oldSize: bigint,
  newSize: bigint,
  { first, rest }: Steps,
): { old: Uint8Array; new: Uint8Array } | undefined {
  let fn = oldSize - 1n;
  let sn = newSize - 1n;
  while (fn % 2n === 1n) [fn, sn] = [fn / 2n, sn / 2n];
  let [oldHash, newHash] = [first, first];
  for (const hash of rest) {
    if (sn === 0n) return undefined;
    const isShared = fn % 2n === 1n || fn === sn;
    if (isShared) oldHash = nodeHash(hash, oldHash);
    newHash = isShared ? nodeHash(hash, newHash) : nodeHash(newHash, hash);
    while (isShared && fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n ? { old: oldHash, new: newHash } : undefined;
}
