import { describe, expect, it } from '@jest/globals';
import { digestOfBytes, digestOfJson } from './digest.js';
import { saltedCommitment } from './salted-commitment.js';
import { sha256 } from './sha256.js';

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('hashing', () => {
  it('gives the FIPS 180-4 example digest', () => {
    expect(sha256(Buffer.from('abc')).toString('hex')).toBe(ABC);
    expect(digestOfBytes(Buffer.from('abc'))).toBe(`sha256:${ABC}`);
  });

  it('gives one digest to one JSON value, however its members are ordered', () => {
    expect(digestOfJson({ b: [1, 'x'], a: null })).toBe(digestOfJson({ a: null, b: [1, 'x'] }));
    expect(digestOfJson({ b: 1, a: null })).toBe(digestOfBytes(Buffer.from('{"a":null,"b":1}')));
  });

  it('commits to salt and content together', () => {
    expect(saltedCommitment(Buffer.from('a'), Buffer.from('bc'))).toBe(`sha256:${ABC}`);
    expect(saltedCommitment(Buffer.alloc(32, 1), Buffer.from('x'))).not.toBe(
      saltedCommitment(Buffer.alloc(32, 2), Buffer.from('x')),
    );
  });
});
