import { consistencyPath } from '../merkle/consistency-path.js';
import { parseCheckpoint, type Checkpoint } from '../note/checkpoint.js';
import type { BundleDirectory } from './bundle-directory.js';
import type { EvidenceSource } from './evidence-source.js';
import type { LeafRange } from './write-leaves.js';

/**
 * Writes the tree heads of the bundle and the proof that the later one extends the earlier one. Returns the later one.
 * Throws if they do not belong to the range: such a bundle could never be verified.
 */
export async function writeLogFiles(
  directory: BundleDirectory,
  source: EvidenceSource,
  { origin, from, to }: LeafRange & { origin: string },
): Promise<Checkpoint> {
  const { start, end } = source.checkpoints;
  const head = checkpointOf(end, origin);
  if (head.size !== to) throw new Error(`the end checkpoint has ${head.size} leaves, the range ends at ${to}`);
  await directory.write('log/checkpoint.end', end);
  if (start === undefined) return head;
  const { size } = checkpointOf(start, origin);
  if (size > from) throw new Error(`the start checkpoint has ${size} leaves, the range starts at ${from}`);
  await directory.write('log/checkpoint.start', start);
  const path = await consistencyPath(source.readNode, size, to);
  await directory.write('log/consistency.proof', path.map((hash) => `${hash.toString('base64')}\n`).join(''));
  return head;
}

function checkpointOf(note: string, origin: string): Checkpoint {
  const parsed = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  if (!parsed.ok) throw new Error(`a checkpoint of the source is malformed: ${parsed.refusal.message}`);
  if (parsed.checkpoint.origin !== origin)
    throw new Error(`a checkpoint of the source is of ${parsed.checkpoint.origin}`);
  return parsed.checkpoint;
}
