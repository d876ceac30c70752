import type { BundleFiles } from './bundle-files.js';
import { bytesOfBase64, isSameBytes } from './bytes.js';
import type { Heads } from './check-heads.js';
import type { CheckLog, Findings } from './findings.js';
import { rootsAt, type LeafHashes } from './leaf-hashes-file.js';
import type { Place } from './report.js';
import type { TreeHead } from './tree-head.js';
import { provesConsistency } from './tree-proofs.js';

/** A tree head that someone has seen: where, and what it said. */
export interface SeenHead {
  head: TreeHead;
  /** Kept by the auditor, or stated by a leaf of the log itself. */
  seenBy: 'auditor' | 'leaf';
  place: Place;
}

interface StartInput {
  start: TreeHead;
  end: TreeHead;
  /** The file; undefined if it is not there. */
  proof: Buffer | undefined;
}

/** What earlier tree heads are compared with. */
interface KnownTree {
  start: TreeHead | undefined;
  /** Where the bundle ends. */
  end: number;
  roots: ReadonlyMap<number, Buffer>;
  /** The largest tree that the auditor kept and that this one extends; 0 if there is none. */
  agreed: number;
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
  const known = { start: heads.start, end: heads.end?.size ?? hashes?.to ?? 0, roots };
  const agreeing = seen.filter(({ head, seenBy }) => seenBy === 'auditor' && isOfTree(head, known));
  const tree: KnownTree = { ...known, agreed: Math.max(0, ...agreeing.map(({ head }) => head.size)) };
  for (const one of seen) compare(one, tree, { log, findings });
  log.done('earlier tree heads against the tree of this bundle', seen.length + (heads.start === undefined ? 0 : 1));
}

function checkStart({ start, end, proof }: StartInput, hashes: LeafHashes | undefined, log: CheckLog): void {
  const file = 'log/consistency.proof';
  if (proof === undefined)
    log.fail('file_missing', 'a bundle with a start checkpoint has a consistency proof', { file });
  else if (!extendsTree(start, end, proof)) {
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
function extendsTree(start: TreeHead, end: TreeHead, proof: Buffer): boolean {
  const path = proof.toString('latin1').split('\n').slice(0, -1).map(bytesOfBase64);
  if (start.size === 0) return path.length === 0;
  const sizes = { oldSize: BigInt(start.size), newSize: BigInt(end.size) };
  const hashes = path.map((hash) => hash ?? Buffer.alloc(0));
  return provesConsistency({ ...sizes, oldRoot: start.root, newRoot: end.root, path: hashes });
}

/** Whether a tree head is that of this tree at its size; undefined where that cannot be told. */
function isOfTree({ size, root }: TreeHead, { start, roots }: Pick<KnownTree, 'start' | 'roots'>): boolean | undefined {
  const found = roots.get(size) ?? (start?.size === size ? start.root : undefined);
  return found && isSameBytes(found, root);
}

function compare(one: SeenHead, tree: KnownTree, { log, findings }: { log: CheckLog; findings: Findings }): void {
  const { size } = one.head;
  const { end, agreed } = tree;
  const same = isOfTree(one.head, tree);
  const who = one.seenBy === 'auditor' ? 'the checkpoint that you kept' : 'a checkpoint that the log itself recorded';
  if (same !== undefined) {
    if (same) return;
    if (one.seenBy === 'leaf' || agreed === 0 || agreed > size)
      log.fail('inconsistent_history', `${who}, of ${size} leaves, is of another tree`, one.place);
    else {
      const when = `the log was set back to ${agreed} leaves or a few more, as an old backup would, and went on differently`;
      log.fail('history_forked', `${who}, of ${size} leaves, is of another tree, the one of ${agreed} is not: ${when}`);
    }
  } else if (one.seenBy === 'auditor') {
    if (size > end) log.fail('tail_cut', `${who} has ${size} leaves, the bundle ends at ${end}`);
    else
      findings.warnings.push(
        `${who}, of ${size} leaves, lies before this bundle and could not be compared; ask for a bundle that starts there`,
      );
  }
}
