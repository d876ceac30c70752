import type { BundleFiles } from './bundle-files.js';
import { bytesOfBase64, isSameBytes } from './bytes.js';
import type { Heads } from './check-heads.js';
import type { CheckLog, Findings } from './findings.js';
import { rootsAt, type LeafHashes } from './leaf-hashes-file.js';
import type { TreeHead } from './tree-head.js';
import { provesConsistency } from './tree-proofs.js';

/** A tree head that someone has seen: where, and what it said. */
export interface SeenHead {
  head: TreeHead;
  /** Kept by the auditor, or stated by a leaf of the log itself. */
  seenBy: 'auditor' | 'leaf';
  index?: number;
}

export interface HistoryInput {
  heads: Heads;
  /** Undefined if they could not be read. */
  hashes: LeafHashes | undefined;
  seen: readonly SeenHead[];
}

/** The tree of the bundle is the one of its end checkpoint and extends every earlier tree head that is known. */
export async function checkHistory(
  files: BundleFiles,
  { heads, hashes, seen }: HistoryInput,
  findings: Findings,
): Promise<void> {
  const log = findings.begin('history');
  const roots =
    hashes === undefined
      ? new Map<number, Buffer>()
      : rootsAt(
          hashes,
          seen.map(({ head }) => head.size),
        );
  if (heads.start !== undefined && heads.end !== undefined) {
    const proof = await files.read('log/consistency.proof');
    checkStart({ start: heads.start, end: heads.end, proof }, hashes, log);
  }
  for (const one of seen) compare(one, { heads, hashes, roots }, { log, findings });
  log.done('earlier tree heads against the tree of this bundle', seen.length + (heads.start === undefined ? 0 : 1));
}

function checkStart(
  { start, end, proof }: { start: TreeHead; end: TreeHead; proof: Buffer | undefined },
  hashes: LeafHashes | undefined,
  log: CheckLog,
): void {
  const file = 'log/consistency.proof';
  const path = proof?.toString('latin1').split('\n').slice(0, -1).map(bytesOfBase64);
  const known = path?.filter((hash) => hash !== undefined) ?? [];
  if (proof === undefined)
    log.fail('file_missing', 'a bundle with a start checkpoint has a consistency proof', { file });
  else if (known.length !== path?.length || !extendsTree(start, end, known)) {
    log.fail('inconsistent_history', `the tree of ${end.size} leaves does not extend that of ${start.size}`, { file });
  }
  const left = hashes?.from === start.size ? rootsAt(hashes, [start.size]).get(start.size) : undefined;
  if (left !== undefined && !isSameBytes(left, start.root)) {
    log.fail('inconsistent_history', 'the tree left of the range is not that of the start checkpoint', {
      file: 'log/leaf-hashes',
    });
  }
}

/** Any tree extends the empty one, and nothing can be proved of that. */
function extendsTree(start: TreeHead, end: TreeHead, path: readonly Buffer[]): boolean {
  if (start.size === 0) return path.length === 0;
  const sizes = { oldSize: BigInt(start.size), newSize: BigInt(end.size) };
  return provesConsistency({ ...sizes, oldRoot: start.root, newRoot: end.root, path });
}

function compare(
  { head, seenBy, index }: SeenHead,
  { heads, hashes, roots }: { heads: Heads; hashes: LeafHashes | undefined; roots: ReadonlyMap<number, Buffer> },
  { log, findings }: { log: CheckLog; findings: Findings },
): void {
  const root = heads.start?.size === head.size ? heads.start.root : roots.get(head.size);
  const place = index === undefined ? {} : { index };
  const who = seenBy === 'auditor' ? 'the checkpoint that you kept' : 'a checkpoint that the log itself recorded';
  const end = heads.end?.size ?? hashes?.to;
  if (root !== undefined && !isSameBytes(root, head.root)) {
    log.fail('inconsistent_history', `${who}, of ${head.size} leaves, is of another tree`, place);
  } else if (root === undefined && seenBy === 'auditor' && end !== undefined && head.size > end) {
    log.fail('tail_cut', `${who} has ${head.size} leaves, the bundle ends at ${end}`, place);
  } else if (root === undefined && seenBy === 'auditor') {
    findings.warnings.push(
      `${who}, of ${head.size} leaves, lies before this bundle and could not be compared; ask for a bundle that starts there`,
    );
  }
}
