import { sha256Of } from './bytes.js';

const LEAF_PREFIX = Buffer.of(0);
const NODE_PREFIX = Buffer.of(1);
export const HASH_LENGTH = 32;

/** RFC 6962 section 2.1. */
export function hashOfLeaf(entry: Uint8Array): Buffer {
  return sha256Of(LEAF_PREFIX, entry);
}

/** RFC 6962 section 2.1. */
export function hashOfNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256Of(NODE_PREFIX, left, right);
}

interface Peak {
  leaves: number;
  hash: Buffer;
}

/** A tree grown leaf by leaf; keeps the complete subtrees at its right edge, with the number of leaves of each. */
export class GrowingTree {
  private readonly peaks: Peak[] = [];

  /** Starts with the complete subtrees of the first `size` leaves, largest first, one for each bit of the size. */
  static of(size: number, hashes: readonly Buffer[]): GrowingTree {
    const tree = new GrowingTree();
    let rest = BigInt(size);
    for (const hash of hashes) {
      const leaves = 1n << BigInt(rest.toString(2).length - 1);
      tree.peaks.push({ leaves: Number(leaves), hash });
      rest -= leaves;
    }
    return tree;
  }

  add(leafHash: Buffer): void {
    let peak: Peak = { leaves: 1, hash: leafHash };
    for (let last = this.peaks.at(-1); last?.leaves === peak.leaves; last = this.peaks.at(-1)) {
      this.peaks.pop();
      peak = { leaves: 2 * peak.leaves, hash: hashOfNode(last.hash, peak.hash) };
    }
    this.peaks.push(peak);
  }

  rootHash(): Buffer {
    if (this.peaks.length === 0) return sha256Of();
    return this.peaks.map((peak) => peak.hash).reduceRight((right, left) => hashOfNode(left, right));
  }
}
