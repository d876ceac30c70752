import { nodeHash, type NodeReader } from '@countersign/evidence';
import { keptLevels } from '../domain/grow-tree.js';

/** Hashes of one kept level: level 0 are the leaves. */
export type HashRange = (level: number, from: number, to: number) => Promise<Buffer[]>;

function fold(hashes: Buffer[]): Buffer {
  const [first, second] = hashes;
  if (!first) throw new RangeError('no hash to fold');
  if (!second) return first;
  const half = hashes.length / 2;
  return nodeHash(fold(hashes.slice(0, half)), fold(hashes.slice(half)));
}

/** Any complete subtree's root, from the kept level below it: at most 128 hashes for each. */
export function nodeReaderOver(read: HashRange): NodeReader {
  return async (level, index) => {
    const above = level % keptLevels;
    const width = 2 ** above;
    const hashes = await read(level - above, index * width, (index + 1) * width);
    if (hashes.length !== width)
      throw new RangeError(`the record holds no complete subtree ${index} of level ${level}`);
    return fold(hashes);
  };
}
