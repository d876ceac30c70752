import { inclusionPath } from '../merkle/inclusion-path.js';
import { formatTlogProof } from '../note/tlog-proof.js';
import type { BundleDirectory } from './bundle-directory.js';
import type { EvidenceSource } from './evidence-source.js';
import type { LeafRange } from './write-leaves.js';

/** Indexes of up to `count` leaves, spread evenly over the range. */
export function sampleIndexes({ from, to }: LeafRange, count: number): Set<number> {
  const wanted = Math.min(count, to - from);
  return new Set(Array.from({ length: wanted }, (_, i) => from + Math.floor((i * (to - from)) / wanted)));
}

/** Writes proofs/: for each sampled leaf a tlog-proof, with which it can be checked alone. Returns their number. */
export async function writeProofs(
  directory: BundleDirectory,
  source: EvidenceSource,
  { size, sampleIds }: { size: number; sampleIds: ReadonlyMap<number, string> },
): Promise<number> {
  for (const [index, id] of sampleIds) {
    const path = await inclusionPath(source.readNode, index, size);
    const proof = formatTlogProof({ index, path, checkpoint: source.checkpoints.end });
    await directory.write(`proofs/${index}-${id}.tlog-proof`, proof);
  }
  return sampleIds.size;
}
