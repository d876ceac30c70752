import type { BundleFiles } from './bundle-files.js';
import { bytesOfBase64 } from './bytes.js';
import type { CheckLog } from './findings.js';
import { GrowingTree, HASH_LENGTH } from './tree.js';

/** log/leaf-hashes: what the tree consists of, as far as this bundle goes. */
export interface LeafHashes {
  from: number;
  to: number;
  /** Roots of the complete subtrees left of the range, largest first. */
  left: Buffer[];
  /** The hash of each leaf in the range, one after the other. */
  hashes: Buffer;
}

const FILE = 'log/leaf-hashes';

export async function readLeafHashes(
  files: BundleFiles,
  range: { from: number; to: number },
  log: CheckLog,
): Promise<LeafHashes | undefined> {
  const { from, to } = range;
  const bytes = await files.read(FILE);
  if (bytes === undefined) {
    log.fail('file_missing', 'the bundle has no leaf hashes', { file: FILE });
    return undefined;
  }
  const lines = bytes.toString('latin1').split('\n');
  const header = lines.splice(0, 2).join('\n');
  const left = lines.splice(0, leftCount(from)).map((line) => bytesOfBase64(/^left (.{44})$/.exec(line)?.[1] ?? ''));
  const hashes = decodeHashes(lines, to - from);
  const isWhole =
    header === `countersign/leaf-hashes@v1\nrange ${from} ${to}` &&
    lines.length === to - from + 1 &&
    lines.at(-1) === '';
  if (!isWhole || hashes === undefined || left.some((hash) => hash?.length !== HASH_LENGTH)) {
    log.fail('leaf_hashes_altered', 'the file does not hold one hash for each leaf of the range', { file: FILE });
    return undefined;
  }
  return { from, to, left: left as Buffer[], hashes };
}

/** A hash and the id of its leaf. The id is only for messages: no hash covers it. */
const LINE_OF_LEAF = /^(.{44}) ([\w-]{1,64})$/;

function decodeHashes(lines: readonly string[], count: number): Buffer | undefined {
  const hashes = Buffer.alloc(count * HASH_LENGTH);
  for (let i = 0; i < count; i++) {
    const hash = bytesOfBase64(LINE_OF_LEAF.exec(lines[i] ?? '')?.[1] ?? '');
    if (hash?.length !== HASH_LENGTH) return undefined;
    hash.copy(hashes, i * HASH_LENGTH);
  }
  return hashes;
}

/** The ids that the file states for the leaves, in their order. */
export async function statedIds(files: BundleFiles, { from }: { from: number }): Promise<string[]> {
  const lines = (await files.read(FILE))?.toString('latin1').split('\n') ?? [];
  return lines.slice(2 + leftCount(from), -1).map((line) => LINE_OF_LEAF.exec(line)?.[2] ?? '');
}

/** A tree of so many leaves consists of one complete subtree for each bit of its size. */
function leftCount(size: number): number {
  return BigInt(size).toString(2).replaceAll('0', '').length;
}

/** The roots of the tree at the wanted sizes, as far as left roots and leaf hashes give them. */
export function rootsAt({ from, to, left, hashes }: LeafHashes, wanted: Iterable<number>): Map<number, Buffer> {
  const sizes = new Set(wanted);
  const last = Math.min(
    to,
    [...sizes].reduce((a, b) => Math.max(a, b), from),
  );
  const roots = new Map<number, Buffer>();
  const tree = GrowingTree.of(from, left);
  if (sizes.has(from)) roots.set(from, tree.rootHash());
  for (let size = from + 1; size <= last; size++) {
    const at = (size - 1 - from) * HASH_LENGTH;
    tree.add(hashes.subarray(at, at + HASH_LENGTH));
    if (sizes.has(size)) roots.set(size, tree.rootHash());
  }
  return roots;
}
