import type { NodeReader } from '../merkle/node-reader.js';

/** One leaf of the log: its exact bytes, and the envelope members that the bundle counts by. */
export interface EvidenceLeaf {
  index: number;
  bytes: Uint8Array;
  type: string;
  id: string;
  /** RFC 3339, UTC, milliseconds. */
  time: string;
}

/** Content that a leaf commits to: opened, or closed with the reason why it is not in the bundle. */
export type EvidencePayload =
  | { index: number; name: string; salt: Uint8Array; bytes: Uint8Array }
  | { index: number; name: string; closed: 'erased' | 'withheld' };

/** Where a bundle comes from. Every iterable is read once, front to back, and never held in memory as a whole. */
export interface EvidenceSource {
  /** Every leaf of the range, by rising index. */
  leaves(): AsyncIterable<EvidenceLeaf>;
  /** One item for each commitment of each leaf, by rising index and in the order of the leaf's `payloads`. */
  payloads(): AsyncIterable<EvidencePayload>;
  /** Checkpoint notes as published. `end` has the size at which the range ends; `start` is any earlier one. */
  checkpoints: { start?: string; end: string };
  /** Roots of complete subtrees of the whole log, also left of the range. */
  readNode: NodeReader;
}
