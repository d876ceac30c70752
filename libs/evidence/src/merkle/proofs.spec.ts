import { describe, expect, it } from '@jest/globals';
import { CompactRange } from './compact-range.js';
import { consistencyPath } from './consistency-path.js';
import { inclusionPath } from './inclusion-path.js';
import { leafHash, nodeHash } from './merkle-hash.js';
import { verifyConsistency, type ConsistencyClaim } from './verify-consistency.js';
import { verifyInclusion, type InclusionClaim } from './verify-inclusion.js';

const MAX_SIZE = 33;
const hashes = Array.from({ length: MAX_SIZE }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const roots = hashes.reduce<{ range: CompactRange; roots: Buffer[] }>(
  (tree, hash) => {
    tree.range.append(hash);
    tree.roots.push(tree.range.root());
    return tree;
  },
  { range: new CompactRange(), roots: [new CompactRange().root()] },
).roots;
const rootAt = (size: number): Buffer => roots[size] as Buffer;

const inclusionOf = async (index: number, size: number): Promise<InclusionClaim> => ({
  index: BigInt(index),
  size: BigInt(size),
  leafHash: hashes[index] as Buffer,
  path: await inclusionPath(hashes, index, size),
  root: rootAt(size),
});
const consistencyOf = async (oldSize: number, newSize: number): Promise<ConsistencyClaim> => ({
  oldSize: BigInt(oldSize),
  newSize: BigInt(newSize),
  oldRoot: rootAt(oldSize),
  newRoot: rootAt(newSize),
  path: await consistencyPath(hashes, oldSize, newSize),
});

const flip = (hash: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};
/** Every way in which we bend a list of hashes; none of them may leave a proof valid. */
function bentPaths(path: readonly Uint8Array[], foreign: Uint8Array[]): Uint8Array[][] {
  const flipped = path.map((hash, i) => path.with(i, flip(hash, (i * 37) % 256)));
  const dropped = path.map((_, i) => path.toSpliced(i, 1));
  const shortened = path.map((hash, i) => path.with(i, hash.subarray(0, 31)));
  const grown = foreign.flatMap((hash) => [
    [hash, ...path],
    [...path, hash],
  ]);
  const swapped = path.slice(1).map((hash, i) => path.with(i, hash).with(i + 1, path[i] as Uint8Array));
  return [...flipped, ...dropped, ...shortened, ...grown, ...swapped];
}
const bentSizes = (size: bigint): bigint[] => [
  size - 1n,
  size + 1n,
  size * 2n,
  size ^ 2n,
  size + 2n ** 32n,
  size + 2n ** 64n,
];

describe('Merkle proofs', () => {
  it('hash leaves and nodes as the published examples do', () => {
    const leaf = '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56';
    expect(leafHash(Buffer.from('L123456')).toString('hex')).toBe(leaf);
    expect(() => nodeHash(Buffer.from('N123'), Buffer.from('N456'))).toThrow(RangeError);
  });

  it('prove every leaf in every tree of up to 33 leaves', async () => {
    for (let size = 1; size <= MAX_SIZE; size++) {
      for (let index = 0; index < size; index++) expect(verifyInclusion(await inclusionOf(index, size))).toBe(true);
    }
  });

  it('prove every earlier tree of up to 33 leaves consistent with every later one', async () => {
    for (let newSize = 1; newSize <= MAX_SIZE; newSize++) {
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        expect(verifyConsistency(await consistencyOf(oldSize, newSize))).toBe(true);
      }
    }
  });

  it('are the same from single nodes as from all leaf hashes, and ask for complete nodes only', async () => {
    const nodes = new Map<string, Buffer>();
    const range = new CompactRange();
    for (const hash of hashes) range.append(hash, (level, index, node) => nodes.set(`${level}/${index}`, node));
    const read = async (level: number, index: number): Promise<Buffer> =>
      nodes.get(`${level}/${index}`) ?? Buffer.alloc(0);
    for (const [a, b] of [
      [0, 33],
      [6, 7],
      [32, 33],
      [20, 21],
      [1, 2],
    ] as const) {
      expect(await inclusionPath(read, a, b)).toEqual(await inclusionPath(hashes, a, b));
      expect(await consistencyPath(read, a, b)).toEqual(await consistencyPath(hashes, a, b));
    }
  });

  it('fail once any part of an inclusion claim is bent', async () => {
    for (const [index, size] of [
      [0, 1],
      [0, 2],
      [5, 6],
      [3, 8],
      [12, 13],
      [20, 33],
      [32, 33],
    ] as const) {
      const claim = await inclusionOf(index, size);
      const bent: InclusionClaim[] = [
        ...bentPaths(claim.path, [claim.leafHash, claim.root, Buffer.alloc(32)]).map((path) => ({
          ...claim,
          path: path as Uint8Array[],
        })),
        ...[index + 1, index ^ 1, index ^ 2, -1, size]
          .filter((i) => i !== index)
          .map((i) => ({ ...claim, index: BigInt(i) })),
        { ...claim, index: claim.index + 2n ** 64n },
        { ...claim, leafHash: flip(claim.leafHash, 255) },
        { ...claim, root: flip(claim.root, 0) },
        { ...claim, root: claim.root.subarray(0, 31) },
      ];
      expect(bent.filter(verifyInclusion)).toEqual([]);
    }
  });

  it('fail once any part of a consistency claim is bent', async () => {
    for (const [oldSize, newSize] of [
      [1, 2],
      [2, 3],
      [4, 8],
      [6, 8],
      [7, 13],
      [16, 33],
      [21, 33],
    ] as const) {
      const claim = await consistencyOf(oldSize, newSize);
      const bent: ConsistencyClaim[] = [
        ...bentPaths(claim.path, [claim.oldRoot, claim.newRoot, Buffer.alloc(32)]).map((path) => ({
          ...claim,
          path: path as Uint8Array[],
        })),
        ...bentSizes(claim.oldSize).map((size) => ({ ...claim, oldSize: size })),
        { ...claim, oldRoot: flip(claim.oldRoot, 7) },
        { ...claim, newRoot: flip(claim.newRoot, 7) },
        { ...claim, oldRoot: claim.newRoot, newRoot: claim.oldRoot },
        { ...claim, oldSize: 0n },
        { ...claim, path: [] },
      ];
      expect(bent.filter(verifyConsistency)).toEqual([]);
    }
  });

  it('refuse to be made for leaves and trees that do not exist', async () => {
    await expect(inclusionPath(hashes, 3, 3)).rejects.toThrow(RangeError);
    await expect(inclusionPath(hashes, 0, 34)).rejects.toThrow(RangeError);
    await expect(consistencyPath(hashes, 4, 3)).rejects.toThrow(RangeError);
    expect(await consistencyPath(hashes, 0, 3)).toEqual([]);
    expect(await consistencyPath(hashes, 3, 3)).toEqual([]);
  });
});
