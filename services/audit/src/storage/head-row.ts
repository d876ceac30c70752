import { CompactRange } from '@countersign/evidence';
import type { TreeHead } from '../domain/tree-head.js';

const hashBytes = 32;

/** Hashes that a column holds behind one another. */
export function hashesOf(column: Buffer): Buffer[] {
  return Array.from({ length: column.length / hashBytes }, (_, nth) =>
    column.subarray(nth * hashBytes, (nth + 1) * hashBytes),
  );
}

/** A compact range as the tables hold it: its size, and its subtree roots in one column. */
export function rangeOf(size: number, column: Buffer): CompactRange {
  return CompactRange.fromState({ size, hashes: hashesOf(column).map((hash) => hash.toString('hex')) });
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
