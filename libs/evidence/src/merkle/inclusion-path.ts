import { nodeReaderOf, type NodeReader, type TreeSource } from './node-reader.js';
import { splitPoint, subtreeRoot } from './subtree-root.js';

/** The audit path of RFC 6962 section 2.1.1 for leaf `index` in the tree of the first `size` leaves, leaf side first. */
export async function inclusionPath(source: TreeSource, index: number, size: number): Promise<Buffer[]> {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  }
  return pathWithin(nodeReaderOf(source), index, [0, size]);
}

async function pathWithin(read: NodeReader, index: number, [start, end]: [number, number]): Promise<Buffer[]> {
  if (end - start === 1) return [];
  const middle = start + splitPoint(end - start);
  const isLeft = index < middle;
  const path = await pathWithin(read, index, isLeft ? [start, middle] : [middle, end]);
  path.push(isLeft ? await subtreeRoot(read, middle, end) : await subtreeRoot(read, start, middle));
  return path;
}
