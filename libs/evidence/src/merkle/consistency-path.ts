import { nodeReaderOf, type NodeReader, type TreeSource } from './node-reader.js';
import { splitPoint, subtreeRoot } from './subtree-root.js';

/**
 * The consistency proof of RFC 6962 section 2.1.2 between the trees of the first `oldSize` and of the first `newSize`
 * leaves. Empty if the sizes are equal, and from the empty tree, of which nothing can be proved.
 */
export async function consistencyPath(source: TreeSource, oldSize: number, newSize: number): Promise<Buffer[]> {
  if (!Number.isSafeInteger(newSize) || !Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > newSize) {
    throw new RangeError(`there is no proof from ${oldSize} to ${newSize} leaves`);
  }
  if (oldSize === 0 || oldSize === newSize) return [];
  return proofWithin(nodeReaderOf(source), oldSize, [0, newSize]);
}

/** SUBPROOF of the RFC; its flag is true as long as the range starts at the first leaf. */
async function proofWithin(read: NodeReader, oldSize: number, [start, end]: [number, number]): Promise<Buffer[]> {
  if (oldSize === end) return start === 0 ? [] : [await subtreeRoot(read, start, end)];
  const middle = start + splitPoint(end - start);
  const isLeft = oldSize <= middle;
  const proof = await proofWithin(read, oldSize, isLeft ? [start, middle] : [middle, end]);
  proof.push(isLeft ? await subtreeRoot(read, middle, end) : await subtreeRoot(read, start, middle));
  return proof;
}
