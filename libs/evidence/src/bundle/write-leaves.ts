import { CompactRange } from '../merkle/compact-range.js';
import { leafHash } from '../merkle/merkle-hash.js';
import type { BundleDirectory } from './bundle-directory.js';
import type { EvidenceLeaf, EvidenceSource } from './evidence-source.js';
import { leftEdge } from './left-edge.js';
import { LeafSummarizer, type LeafSummary } from './leaf-summary.js';
import { RotatingLines } from './rotating-lines.js';

export interface WrittenLeaves {
  summary: LeafSummary;
  /** Root of the tree that ends with the last leaf written. */
  root: Buffer;
  /** Ids of the sampled leaves, by index. */
  sampleIds: Map<number, string>;
}

export interface LeafRange {
  from: number;
  to: number;
}

const NEWLINE = 0x0a;

/** Writes events/ and log/leaf-hashes in one pass and recomputes the root from the bytes that it wrote. */
export async function writeLeaves(
  directory: BundleDirectory,
  source: EvidenceSource,
  { from, to, samples }: LeafRange & { samples: ReadonlySet<number> },
): Promise<WrittenLeaves> {
  const tree = new CompactRange(await leftEdge(source.readNode, from));
  const hashes = await directory.open('log/leaf-hashes');
  await hashes.append(Buffer.from(leafHashesHeader(tree, { from, to })));
  const lines = new RotatingLines(directory, 'events');
  const summarizer = new LeafSummarizer();
  const sampleIds = new Map<number, string>();
  for await (const leaf of source.leaves()) {
    assertNext(leaf, tree.size);
    const hash = leafHash(leaf.bytes);
    tree.append(hash);
    await hashes.append(Buffer.from(`${hash.toString('base64')} ${leaf.id}\n`));
    await lines.append(leaf.index, leaf.bytes);
    summarizer.add(leaf);
    if (samples.has(leaf.index)) sampleIds.set(leaf.index, leaf.id);
  }
  if (tree.size !== to) throw new Error(`the source gave leaves up to ${tree.size}, not up to ${to}`);
  await lines.close();
  await hashes.close();
  return { summary: summarizer.summary(), root: tree.root(), sampleIds };
}

/** One line for each leaf will follow: its hash and, for messages, its id. The roots left of the range come first, largest first, so that the root of the whole tree can be recomputed. */
function leafHashesHeader(tree: CompactRange, { from, to }: LeafRange): string {
  const left = tree.toState().hashes.map((hash) => `left ${Buffer.from(hash, 'hex').toString('base64')}\n`);
  return `countersign/leaf-hashes@v1\nrange ${from} ${to}\n${left.join('')}`;
}

function assertNext({ index, id, bytes }: EvidenceLeaf, expected: number): void {
  if (index !== expected) throw new Error(`the source gave leaf ${index} where leaf ${expected} was due`);
  if (bytes.includes(NEWLINE)) throw new Error(`leaf ${index} holds a newline and so is not canonical JSON`);
  if (!/^[\w-]{1,64}$/.test(id)) throw new Error(`leaf ${index} has a malformed id`);
}
