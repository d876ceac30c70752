import type { BundleFiles } from './bundle-files.js';
import { isSameBytes } from './bytes.js';
import type { Heads } from './check-heads.js';
import { diagnoseLeaves } from './diagnose-leaves.js';
import type { CheckLog } from './findings.js';
import { rootsAt, type LeafHashes } from './leaf-hashes-file.js';
import { HASH_LENGTH } from './tree.js';

export interface TreeInput {
  heads: Heads;
  /** Undefined if they could not be read. */
  hashes: LeafHashes | undefined;
  /** Hashes of the lines of events/. */
  found: Buffer;
}

/** The leaves of the bundle are those of the signed tree: all of them, unchanged and in order. */
export async function checkTree(files: BundleFiles, { heads, hashes, found }: TreeInput, log: CheckLog): Promise<void> {
  if (hashes === undefined) return;
  const isLeafHash = isSameBytes(hashes.hashes, found);
  const isSigned = isRoot(hashes, heads);
  const isLineRoot =
    !isSigned && !isLeafHash && found.length === hashes.hashes.length && isRoot({ ...hashes, hashes: found }, heads);
  if (isLineRoot) {
    log.fail('leaf_hashes_altered', 'the leaves give the signed root, the leaf hashes do not', {
      file: 'log/leaf-hashes',
    });
    return;
  }
  if (!isSigned)
    log.fail('root_mismatch', 'the leaf hashes do not give the root that the end checkpoint signs', {
      file: 'log/leaf-hashes',
    });
  if (!isLeafHash) await diagnoseLeaves(files, { from: hashes.from, expected: hashes.hashes, found }, log);
  log.done(
    'root of the tree, recomputed from the leaves, against the end checkpoint',
    hashes.hashes.length / HASH_LENGTH,
  );
}

function isRoot(hashes: LeafHashes, { end }: Heads): boolean {
  const root = rootsAt(hashes, [hashes.to]).get(hashes.to);
  return root !== undefined && end !== undefined && isSameBytes(root, end.root);
}
