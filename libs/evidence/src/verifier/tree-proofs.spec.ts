import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CompactRange } from '../merkle/compact-range.js';
import { consistencyPath } from '../merkle/consistency-path.js';
import { inclusionPath } from '../merkle/inclusion-path.js';
import { leafHash } from '../merkle/merkle-hash.js';
import { verifyConsistency } from '../merkle/verify-consistency.js';
import { verifyInclusion } from '../merkle/verify-inclusion.js';
import { GrowingTree, hashOfLeaf } from './tree.js';
import { provesConsistency, provesInclusion } from './tree-proofs.js';

const VECTORS = fileURLToPath(new URL('../../../../../shared/vectors/rfc6962/', import.meta.url));
const hasVectors = existsSync(VECTORS);
const SKIPPED = hasVectors ? '' : ' (skipped: ../shared/vectors/rfc6962 is not here)';
const MAX_SIZE = 20;
const hashes = Array.from({ length: MAX_SIZE }, (_, i) => leafHash(Buffer.of(i)));
const rootAt = (size: number): Buffer => {
  const range = new CompactRange();
  for (const hash of hashes.slice(0, size)) range.append(hash);
  return range.root();
};

describe('the proofs of the verifier', () => {
  it('agree with those of the writer on every leaf, every tree and every wrong place', async () => {
    for (let size = 1; size <= MAX_SIZE; size++) {
      for (let other = 0; other < size; other++) {
        const path = await inclusionPath(hashes, other, size);
        for (const index of [other, other + 1, other ^ 1, other ^ 2]) {
          const claim = {
            index: BigInt(index),
            size: BigInt(size),
            leafHash: hashes[other] as Buffer,
            path,
            root: rootAt(size),
          };
          expect(provesInclusion(claim)).toBe(verifyInclusion(claim));
          expect(provesInclusion(claim)).toBe(index === other);
        }
      }
      for (let oldSize = 1; oldSize <= size; oldSize++) {
        const path = await consistencyPath(hashes, oldSize, size);
        for (const stated of [oldSize, oldSize + 1, oldSize - 1]) {
          const claim = {
            oldSize: BigInt(stated),
            newSize: BigInt(size),
            oldRoot: rootAt(oldSize),
            newRoot: rootAt(size),
            path,
          };
          expect(provesConsistency(claim)).toBe(verifyConsistency(claim));
          expect(provesConsistency(claim)).toBe(stated === oldSize);
        }
      }
    }
  });

  it('grow the same tree, from nothing and from the complete subtrees on the left', () => {
    const grown = new GrowingTree();
    const range = new CompactRange();
    expect(grown.rootHash()).toEqual(range.root());
    for (const [i, hash] of hashes.entries()) {
      grown.add(hashOfLeaf(Buffer.of(i)));
      range.append(hash);
      const left = range.toState().hashes.map((text) => Buffer.from(text, 'hex'));
      expect([grown.rootHash(), GrowingTree.of(i + 1, left).rootHash()]).toEqual([range.root(), range.root()]);
    }
  });

  (hasVectors ? it.each : it.skip.each)([
    ['inclusion', 98, []],
    ['consistency', 98, ['additional/sizes-are-equal-one-and-proof-is-empty.json']],
  ])(`give the published verdict on all %s vectors${SKIPPED}`, (kind, count, exceptions) => {
    const names = readdirSync(VECTORS + kind, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const wrong = names.filter((name) => {
      const text = readFileSync(`${VECTORS}${kind}/${name}`, 'utf8');
      return isProved(kind, text) === (JSON.parse(text) as { wantErr: boolean }).wantErr;
    });
    expect([names.length, wrong]).toEqual([count, exceptions]);
  });
});

function isProved(kind: string, text: string): boolean {
  const json = JSON.parse(text) as Record<string, string | null> & { proof: string[] | null };
  const bytes = (name: string): Buffer => Buffer.from(json[name] ?? '', 'base64');
  const size = (name: string): bigint => BigInt(new RegExp(`"${name}": (\\d+)`).exec(text)?.[1] ?? '0');
  const path = ((json as { proof: (string | null)[] | null }).proof ?? []).map((hash) =>
    Buffer.from(hash ?? '', 'base64'),
  );
  if (kind === 'inclusion') {
    return provesInclusion({
      index: size('leafIdx'),
      size: size('treeSize'),
      leafHash: bytes('leafHash'),
      path,
      root: bytes('root'),
    });
  }
  return provesConsistency({
    oldSize: size('size1'),
    newSize: size('size2'),
    oldRoot: bytes('root1'),
    newRoot: bytes('root2'),
    path,
  });
}
