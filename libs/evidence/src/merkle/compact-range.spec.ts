import { describe, expect, it } from '@jest/globals';
import { CompactRange } from './compact-range.js';
import { leafHash, nodeHash } from './merkle-hash.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** RFC 6962 section 2.1, word by word, over leaf hashes. */
function rootByDefinition(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 1) return hashes[0] as Buffer;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(rootByDefinition(hashes.slice(0, split)), rootByDefinition(hashes.slice(split)));
}

const rangeOf = (size: number): CompactRange => {
  const range = new CompactRange();
  for (let i = 0; i < size; i++) range.append(leafHash(Buffer.from(`leaf ${i}`)));
  return range;
};

describe('CompactRange', () => {
  it('gives the published roots at each size from 0 to 8', () => {
    const range = new CompactRange();
    const roots = [range.root().toString('hex')];
    for (const leaf of LEAVES) {
      range.append(leafHash(hex(leaf)));
      roots.push(range.root().toString('hex'));
    }
    expect(roots).toEqual(ROOTS);
  });

  it('gives the root of the definition at every size to 130', () => {
    const range = new CompactRange();
    const hashes: Buffer[] = [];
    for (let i = 0; i < 130; i++) {
      hashes.push(leafHash(Buffer.from([i])));
      range.append(hashes[i] as Buffer);
      expect(range.root()).toEqual(rootByDefinition(hashes));
    }
  });

  it('goes on from a saved state as if it had never stopped', () => {
    for (const size of [0, 1, 2, 3, 7, 8, 100]) {
      const live = rangeOf(size);
      const restored = CompactRange.fromState(JSON.parse(JSON.stringify(live.toState())));
      live.append(leafHash(Buffer.from('next')));
      restored.append(leafHash(Buffer.from('next')));
      expect(restored.root()).toEqual(live.root());
      expect(restored.size).toBe(size + 1);
    }
  });

  it('leaves the original alone when a clone is appended to', () => {
    const range = rangeOf(5);
    const before = range.root();
    range.clone().append(leafHash(Buffer.from('other')));
    expect(range.root()).toEqual(before);
    expect(range.size).toBe(5);
  });

  it('tells the visitor of each complete subtree once, with its place', () => {
    const range = new CompactRange();
    const seen: string[] = [];
    for (let i = 0; i < 6; i++)
      range.append(leafHash(Buffer.from([i])), (level, index) => seen.push(`${level}/${index}`));
    expect(seen).toEqual(['0/0', '0/1', '1/0', '0/2', '0/3', '1/1', '2/0', '0/4', '0/5', '1/2']);
  });

  it('appends beyond 32-bit sizes', () => {
    const hashes = Array.from({ length: 33 }, (_, i) => leafHash(Buffer.from([i])).toString('hex'));
    const range = CompactRange.fromState({ size: 2 ** 33 - 1, hashes });
    range.append(leafHash(Buffer.from('last')));
    expect(range.toState()).toEqual({ size: 2 ** 33, hashes: [expect.stringMatching(/^[0-9a-f]{64}$/)] });
    expect(CompactRange.fromState({ size: 2 ** 40, hashes: hashes.slice(0, 1) }).size).toBe(2 ** 40);
  });

  it.each([
    [{ size: 2, hashes: [] }],
    [{ size: 3, hashes: [ROOTS[0] as string] }],
    [{ size: -1, hashes: [] }],
    [{ size: 1.5, hashes: [] }],
    [{ size: 1, hashes: ['ab'] }],
  ])('refuses the impossible state %j', (state) => {
    expect(() => CompactRange.fromState(state)).toThrow();
  });

  it('refuses a leaf hash that has not 32 bytes', () => {
    expect(() => new CompactRange().append(Buffer.alloc(31))).toThrow(RangeError);
    expect(() => nodeHash(Buffer.alloc(32), Buffer.alloc(33))).toThrow(RangeError);
  });
});
