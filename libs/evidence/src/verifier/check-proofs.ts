import type { BundleFiles } from './bundle-files.js';
import { bytesOfBase64, isSameBytes } from './bytes.js';
import type { Findings } from './findings.js';
import { HASH_LENGTH } from './tree.js';
import { provesInclusion } from './tree-proofs.js';
import type { TreeHead } from './tree-head.js';

export interface LeafProof {
  index: number;
  path: Buffer[];
  /** The checkpoint note. */
  note: Buffer;
}

/** Each sampled proof is of the leaf that its name states, against the end checkpoint. Returns their number. */
export async function checkProofs(
  files: BundleFiles,
  { end, from, found }: { end: TreeHead | undefined; from: number; found: Buffer },
  findings: Findings,
): Promise<number> {
  const log = findings.begin('proofs');
  const paths = files.paths.filter((path) => path.startsWith('proofs/'));
  const checkpoint = await files.read('log/checkpoint.end');
  for (const file of paths) {
    const proof = readLeafProof((await files.read(file)) as Buffer);
    const stated = /^proofs\/(\d+)-/.exec(file)?.[1];
    if (proof === undefined || checkpoint === undefined || end === undefined) {
      log.fail('proof_invalid', 'this is no proof against the end checkpoint', { file });
    } else if (String(proof.index) !== stated || !isSameBytes(proof.note, checkpoint)) {
      log.fail('proof_invalid', 'the proof is of another leaf or of another checkpoint', { file });
    } else {
      const at = (proof.index - from) * HASH_LENGTH;
      const leafHash = at < 0 ? Buffer.alloc(0) : found.subarray(at, at + HASH_LENGTH);
      const [index, size] = [BigInt(proof.index), BigInt(end.size)];
      if (!provesInclusion({ index, size, leafHash, path: proof.path, root: end.root })) {
        log.fail('proof_invalid', 'the proof does not lead from this leaf to the root', { file, index: proof.index });
      }
    }
  }
  log.done('inclusion proofs of sampled leaves', paths.length);
  return paths.length;
}

/** Reads a C2SP tlog-proof; undefined if it is none. */
export function readLeafProof(bytes: Buffer): LeafProof | undefined {
  const split = bytes.indexOf('\n\n');
  const [header, ...lines] = bytes.toString('utf8', 0, Math.max(split, 0)).split('\n');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1];
  const path = lines.map(bytesOfBase64);
  if (header !== 'c2sp.org/tlog-proof@v1' || index === undefined || path.includes(undefined)) return undefined;
  return { index: Number(index), path: path as Buffer[], note: bytes.subarray(split + 2) };
}
