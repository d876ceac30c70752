import { CompactRange } from '@countersign/evidence';
import type { TreeHead } from '../domain/tree-head.js';

const hashBytes = 32;

/** A compact range as the tables hold it: the size, and the subtree roots behind one another. */
export function rangeOf(size: number, hashes: Buffer): CompactRange {
  const parts = Array.from({ length: hashes.length / hashBytes }, (_, nth) =>
    hashes.toString('hex', nth * hashBytes, (nth + 1) * hashBytes),
  );
  return CompactRange.fromState({ size, hashes: parts });
}

export interface HeadRow {
  tenant: string;
  size: string;
  hashes: Buffer;
  due_size: string;
}

export function headOf(row: HeadRow): TreeHead {
  return { range: rangeOf(Number(row.size), row.hashes), dueSize: Number(row.due_size) };
}
