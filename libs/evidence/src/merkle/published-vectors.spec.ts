import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { verifyConsistency } from './verify-consistency.js';
import { verifyInclusion } from './verify-inclusion.js';

const VECTORS = fileURLToPath(new URL('../../../../../shared/vectors/rfc6962/', import.meta.url));
const hasVectors = existsSync(VECTORS);
const whenHere = hasVectors ? it : it.skip;
const SKIPPED = hasVectors ? '' : ' (skipped: ../shared/vectors/rfc6962 is not here)';

/** Its roots have 12 bytes; we take 32 only, so it must fail here although the file says otherwise. */
const DUMMY_ROOTS = 'additional/sizes-are-equal-one-and-proof-is-empty.json';

interface Vector {
  name: string;
  wantErr: boolean;
  bytes: (field: string) => Buffer;
  size: (field: string) => bigint;
  proof: Buffer[];
}

function vectorsOf(kind: string): Vector[] {
  const names = readdirSync(VECTORS + kind, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return names.map((name) => {
    const text = readFileSync(`${VECTORS}${kind}/${name}`, 'utf8');
    const json = JSON.parse(text) as Record<string, unknown> & { wantErr: boolean; proof: (string | null)[] | null };
    return {
      name,
      wantErr: json.wantErr,
      bytes: (field) => Buffer.from((json[field] as string | null) ?? '', 'base64'),
      // From the text, because a double cannot hold 2^64-1.
      size: (field) => BigInt(new RegExp(`"${field}": (\\d+)`).exec(text)?.[1] ?? '0'),
      proof: (json.proof ?? []).map((hash) => Buffer.from(hash ?? '', 'base64')),
    };
  });
}

describe('the published RFC 6962 vectors', () => {
  whenHere(`give the published verdict on 98 inclusion proofs${SKIPPED}`, () => {
    const vectors = vectorsOf('inclusion');
    const wrong = vectors.filter((vector) => {
      const root = vector.bytes('root');
      const claim = {
        index: vector.size('leafIdx'),
        size: vector.size('treeSize'),
        leafHash: vector.bytes('leafHash'),
        path: vector.proof,
        root,
      };
      return verifyInclusion(claim) === vector.wantErr;
    });
    expect(wrong.map((vector) => vector.name)).toEqual([]);
    expect(vectors).toHaveLength(98);
  });

  whenHere(`give the published verdict on 97 of 98 consistency proofs${SKIPPED}`, () => {
    const vectors = vectorsOf('consistency');
    const wrong = vectors.filter((vector) => {
      const [oldRoot, newRoot] = [vector.bytes('root1'), vector.bytes('root2')];
      const claim = {
        oldSize: vector.size('size1'),
        newSize: vector.size('size2'),
        oldRoot,
        newRoot,
        path: vector.proof,
      };
      return verifyConsistency(claim) === vector.wantErr;
    });
    expect(wrong.map((vector) => vector.name)).toEqual([DUMMY_ROOTS]);
    expect(vectors).toHaveLength(98);
  });
});
