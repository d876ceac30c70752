import { nodeHash } from './merkle-hash.js';
import type { NodeReader } from './node-reader.js';

/** Largest power of two below `count`, where RFC 6962 splits a tree of `count` leaves. */
export function splitPoint(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** MTH(D[start:end]) of RFC 6962, for the ranges that its proofs ask for, read from as few nodes as possible. */
export async function subtreeRoot(read: NodeReader, start: number, end: number): Promise<Buffer> {
  const width = end - start;
  const level = Math.round(Math.log2(width));
  if (2 ** level === width) return read(level, start / width);
  const middle = start + splitPoint(width);
  return nodeHash(await subtreeRoot(read, start, middle), await subtreeRoot(read, middle, end));
}
