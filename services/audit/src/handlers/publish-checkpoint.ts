import { instantOf, type Clock } from '@countersign/chassis';
import { checkpointPublished } from '@countersign/contracts';
import {
  formatCheckpoint,
  formatNote,
  parseCheckpoint,
  sha256,
  type CompactRange,
  type NoteSigner,
} from '@countersign/evidence';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import { extendSignedTree, TreeDiverged, type KnownRoot } from '../domain/extend-signed-tree.js';
import type { TreeHead } from '../domain/tree-head.js';
import type { CheckpointStore, StoredCheckpoint } from '../ports/checkpoint-store.js';
import type { SignedHeads } from '../ports/signed-heads.js';
import type { CosignOrder } from '../witness/witness-client.js';

export interface PublishCheckpointParts {
  store: CheckpointStore;
  signed: SignedHeads;
  /** The signer of one tenant's log; its name is the origin. */
  signerOf: (tenant: string) => NoteSigner;
  /** Signature lines of the witnesses that answer. */
  cosign?: (tenant: string, checkpoint: Omit<CosignOrder, 'readNode'>) => Promise<string[]>;
  clock: Clock;
}

export interface CheckpointOrder {
  tenant: string;
  epoch: number;
}

export type CheckpointOutcome = { kind: 'published'; told: PreparedEvent } | { kind: 'not_due' } | { kind: 'deposed' };

const page = 10_000;

/**
 * Signs the head of one tenant's tree, if it grew since the last time by more than checkpoints. Throws `TreeDiverged`
 * where the store does not continue what was signed before; nothing is signed then.
 */
export function publishCheckpoint(parts: PublishCheckpointParts) {
  return async ({ tenant, epoch }: CheckpointOrder): Promise<CheckpointOutcome> => {
    const head = await parts.store.head(tenant);
    const newest = await parts.store.newest(tenant);
    if (!head || head.dueSize <= (newest?.size ?? 0)) return { kind: 'not_due' };
    const signer = parts.signerOf(tenant);
    const range = await checkedTree(parts, tenant, { head, newest, origin: signer.name });
    await parts.signed.remember(signer.name, range.toState());
    const publishedAt = instantOf(parts.clock.now());
    const note = await signedNote(parts, tenant, range);
    const told = announcement(tenant, publishedAt, { signer, range });
    const isSaved = await parts.store.save({ tenant, epoch, size: range.size, note, range, publishedAt }, told);
    return isSaved ? { kind: 'published', told } : { kind: 'deposed' };
  };
}

interface Heads {
  head: TreeHead;
  newest: (StoredCheckpoint & { range: CompactRange }) | null;
  origin: string;
}

/** The tree to sign, grown from the last signed one by hashes of the stored bytes, and equal to the one that was sealed. */
async function checkedTree(parts: PublishCheckpointParts, tenant: string, heads: Heads): Promise<CompactRange> {
  const { head, newest, origin } = heads;
  const size = head.range.size;
  const signed = (await parts.signed.last(origin)) ?? newest?.range.toState() ?? { size: 0, hashes: [] };
  if (signed.size > size)
    throw new TreeDiverged(`${signed.size} leaves of ${origin} are signed, the store holds ${size}`);
  const known: KnownRoot[] = [{ size, root: head.range.root(), from: 'the sealed head' }];
  if (newest) known.push({ size: newest.size, root: rootOf(newest.note), from: 'the newest checkpoint' });
  const tree = await extendSignedTree(signed, hashesOf(parts.store, tenant, { from: signed.size, to: size }), known);
  if (tree.size !== size) throw new TreeDiverged(`the store gave ${tree.size} of the ${size} leaves of ${origin}`);
  return tree;
}

async function* hashesOf(store: CheckpointStore, tenant: string, { from, to }: { from: number; to: number }) {
  for (let at = from; at < to; at += page) yield* await store.recomputeHashes(tenant, at, Math.min(at + page, to));
}

function rootOf(note: string): Buffer {
  const parsed = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  if (!parsed.ok) throw new TreeDiverged(`the newest checkpoint is unreadable: ${parsed.refusal.message}`);
  return parsed.checkpoint.root;
}

async function signedNote(parts: PublishCheckpointParts, tenant: string, range: CompactRange): Promise<string> {
  const signer = parts.signerOf(tenant);
  const { name: origin } = signer;
  const { size } = range;
  const text = formatCheckpoint({ origin, size, root: range.root() });
  const signature = signer.sign(text);
  const cosignatures = (await parts.cosign?.(tenant, { origin, size, text, signature })) ?? [];
  return formatNote(text, [signature, ...cosignatures]);
}

/** Source and id name an event across all tenants, so the log is part of the id. */
function checkpointEventId(tenant: string, size: number): string {
  return `checkpoint_${sha256(Buffer.from(tenant)).toString('hex').slice(0, 16)}_${size}`;
}

function announcement(tenant: string, time: string, made: { signer: NoteSigner; range: CompactRange }): PreparedEvent {
  const { size } = made.range;
  return prepareEvent(checkpointPublished, {
    id: checkpointEventId(tenant, size),
    tenant,
    time,
    actor: { kind: 'service', id: 'audit' },
    subject: `checkpoint_${size}`,
    data: { size, rootHash: made.range.root().toString('base64'), keyName: made.signer.name },
  });
}
