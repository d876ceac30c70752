import { z } from 'zod';
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './merkle-hash.js';

const stateSchema = z.strictObject({
  size: z.int().nonnegative(),
  hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(53),
});

/** What has to be kept to go on appending: the size and, largest first, the root of each complete subtree, in hex. */
export type CompactRangeState = z.infer<typeof stateSchema>;

/** Told of each complete subtree when it comes to be; level 0 is a leaf, `index` counts subtrees of that level. */
export type NodeVisitor = (level: number, index: number, hash: Buffer) => void;

/** The right edge of an RFC 6962 tree: enough to append leaves and to compute the root, in memory of log2(size). */
export class CompactRange {
  private count: number;
  private readonly hashes: Buffer[];

  /** Starts empty or from a saved state. Throws if the state has not one hash for each bit set in the size. */
  constructor(state: CompactRangeState = { size: 0, hashes: [] }) {
    const { size, hashes } = stateSchema.parse(state);
    const complete = bitsSet(size);
    if (hashes.length !== complete) throw new RangeError(`a tree of ${size} leaves has ${complete} complete subtrees`);
    this.count = size;
    this.hashes = hashes.map((hash) => Buffer.from(hash, 'hex'));
  }

  static fromState(state: CompactRangeState): CompactRange {
    return new CompactRange(state);
  }

  get size(): number {
    return this.count;
  }

  append(leafHash: Buffer, visit?: NodeVisitor): void {
    if (leafHash.length !== HASH_BYTES) throw new RangeError('a leaf hash has 32 bytes');
    if (this.count >= Number.MAX_SAFE_INTEGER) throw new RangeError('the tree is full');
    let hash: Buffer = Buffer.from(leafHash);
    let index = this.count;
    visit?.(0, index, hash);
    // Each one at the low end of the old size is a complete left sibling that the new node closes.
    for (let level = 1; index % 2 === 1; level++) {
      hash = nodeHash(this.hashes.pop() as Buffer, hash);
      index = (index - 1) / 2;
      visit?.(level, index, hash);
    }
    this.hashes.push(hash);
    this.count++;
  }

  root(): Buffer {
    const last = this.hashes.at(-1);
    if (last === undefined) return Buffer.from(EMPTY_ROOT);
    let root = last;
    for (let i = this.hashes.length - 2; i >= 0; i--) root = nodeHash(this.hashes[i] as Buffer, root);
    return Buffer.from(root);
  }

  toState(): CompactRangeState {
    return { size: this.count, hashes: this.hashes.map((hash) => hash.toString('hex')) };
  }

  clone(): CompactRange {
    return new CompactRange(this.toState());
  }
}

function bitsSet(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}
