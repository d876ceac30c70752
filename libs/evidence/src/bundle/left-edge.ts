import type { CompactRangeState } from '../merkle/compact-range.js';
import type { NodeReader } from '../merkle/node-reader.js';

/** The state of a tree of the first `size` leaves, read from its complete subtrees. */
export async function leftEdge(read: NodeReader, size: number): Promise<CompactRangeState> {
  const hashes: string[] = [];
  let start = 0;
  while (start < size) {
    const level = Math.floor(Math.log2(size - start));
    // The logarithm of a huge size may round up.
    const exact = 2 ** level > size - start ? level - 1 : level;
    hashes.push((await read(exact, start / 2 ** exact)).toString('hex'));
    start += 2 ** exact;
  }
  return { size, hashes };
}
